#!/usr/bin/env bash
# Builds octoseal for release and measures it beside the other ways to do the same. Prints Markdown tables.
# Arguments go to peers.py, such as `--workload W1` or `--latency 100`.
set -euo pipefail
cd "$(dirname "$0")/../.."

bash .ci/install tests

build=(swift build -c release --static-swift-stdlib -Xlinker -s --scratch-path .build-release)
for product in octoseal octoseal-emulator octoseal-benchmarks; do "${build[@]}" --product "$product" >&2; done
programs=$("${build[@]}" --show-bin-path)

# Other people's programs stay in a virtual environment; those that cannot be had are left out and named.
peers=.build/benchmarks/peers
if [ ! -x "$peers/bin/python" ]; then python3 -m venv "$peers"; fi
for package in aiohttp PyNaCl PyGithub otterdog; do
  "$peers/bin/python" -m pip install --quiet --disable-pip-version-check "$package" ||
    echo "warning: $package could not be installed" >&2
done

echo "$(getconf _NPROCESSORS_ONLN) processors, shared with the emulated server."
echo
python3 Tests/Benchmarks/peers.py "$programs/octoseal" "$programs/octoseal-emulator" \
  --python "$peers/bin/python" --markdown "$@"
echo
python3 Tests/Benchmarks/startup.py "$programs/octoseal" --markdown
for part in planner manifest sealing; do
  echo
  "$programs/octoseal-benchmarks" "$part"
done
