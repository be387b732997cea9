#!/usr/bin/env bash
# Runs octoseal with the inputs of the action, and says by the step's outputs what came of it.
set -euo pipefail

read -r -a arguments <<<"$INPUT_COMMAND"

# Adds an option for each line that is not blank; with no option's name, the line itself.
add_lines() {
  local line
  while IFS= read -r line; do
    line=${line#"${line%%[![:space:]]*}"} line=${line%"${line##*[![:space:]]}"}
    if [ -n "$line" ]; then arguments+=("${1:+$1=}$line"); fi
  done <<<"$2"
}

add_lines --file "$INPUT_FILE"
add_lines --only "$INPUT_ONLY"
add_lines "" "$INPUT_ARGS"
add_lines --markdown-into "$INPUT_MARKDOWN_INTO"

json=
case ${arguments[0]} in
validate | plan | apply | drift | merge-reports)
  json=${INPUT_JSON_INTO:-$RUNNER_TEMP/octoseal-$$.json}
  arguments+=("--json-into=$json")
  ;;
esac
if [ "${arguments[0]}" = plan ]; then
  arguments+=(--detailed-exitcode)
  add_lines --out "$INPUT_PLAN_INTO"
fi

# An empty variable would hide one that the workflow sets itself.
if [ -n "$INPUT_TOKEN" ]; then export OCTOSEAL_TOKEN=$INPUT_TOKEN; fi
if [ -n "$INPUT_APP_ID" ]; then export OCTOSEAL_APP_ID=$INPUT_APP_ID; fi
if [ -n "$INPUT_PRIVATE_KEY" ]; then export OCTOSEAL_APP_PRIVATE_KEY=$INPUT_PRIVATE_KEY; fi
if [ -n "$INPUT_KEY" ]; then export OCTOSEAL_KEY=$INPUT_KEY; fi
unset INPUT_TOKEN INPUT_APP_ID INPUT_PRIVATE_KEY INPUT_KEY

# What an earlier step left must not pass for this one's result.
rm -f ${json:+"$json"} ${INPUT_MARKDOWN_INTO:+"$INPUT_MARKDOWN_INTO"}
status=0
octoseal "${arguments[@]}" || status=$?

counts() {
  jq -r '
    (.summary // {} | "create=\(.create // 0)", "update=\(.update // 0)", "delete=\(.delete // 0)",
      "access=\(.access // 0)", "unchanged=\(.unchanged // 0)"),
    "findings=\(.findings // [] | length)",
    "drift=\(.drift // [] | length)",
    "has-changes=\([.steps // [], .drift // []] | any(length > 0))"' "$1"
}

# Tells where a file is, if it was written, as seen from any folder.
path_of() {
  if [ -n "$2" ] && [ -f "$2" ]; then echo "$1=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")"; fi
}

{
  echo "exit-code=$status"
  if [ -n "$json" ] && [ -f "$json" ]; then counts "$json"; fi
  path_of json-file "$json"
  path_of markdown-file "$INPUT_MARKDOWN_INTO"
  path_of plan-file "$INPUT_PLAN_INTO"
} >>"$GITHUB_OUTPUT"

if [ "$status" -eq 2 ] && [ "$INPUT_FAIL_ON_DIFFERENCES" != true ]; then status=0; fi
exit "$status"
