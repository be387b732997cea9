#!/usr/bin/env bash
# Thirty seconds with octoseal: a manifest, an organization that is emulated on this machine, and what happens in between.
# Installs what is missing, builds, and leaves nothing behind.
set -euo pipefail
cd "$(dirname "$0")/.."

bash .ci/install
echo "building octoseal and its emulator; the first time takes some minutes"
swift build --product octoseal >/dev/null
swift build --product octoseal-emulator >/dev/null
bin=$(swift build --show-bin-path)

work=$(mktemp -d)
emulator=
cleanup() {
  if [ -n "$emulator" ]; then kill "$emulator" 2>/dev/null || true; wait "$emulator" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

cp examples/quickstart/octoseal.yaml examples/quickstart/github.json "$work"
cd "$work"
umask 077
printf -- '-----BEGIN DEMO KEY-----\nnot a real key\n-----END DEMO KEY-----\n' >deploy.pem
printf 'DB_USER=app\nDB_PASSWORD="only a demonstration"\n' >production.env

step() { printf '\n\033[1m==> %s\033[0m\n' "$1"; }
run() {
  printf '$ %s\n' "$*"
  "$@"
}
# Runs a command that has to end with a given exit code.
expect() {
  local wanted=$1 status=0
  shift
  run "$@" || status=$?
  printf '(exit code %s)\n' "$status"
  if [ "$status" -ne "$wanted" ]; then
    echo "the demonstration expected exit code $wanted" >&2
    exit 1
  fi
}
octoseal() { "$bin/octoseal" "$@"; }

"$bin/octoseal-emulator" --port 0 --state github.json >emulator.log &
emulator=$!
for _ in $(seq 100); do
  url=$(sed -n 's/.*listening on //p' emulator.log)
  if [ -n "$url" ]; then break; fi
  sleep 0.1
done
export GITHUB_API_URL=$url OCTOSEAL_TOKEN=a-token-for-the-emulator
OCTOSEAL_KEY=$(od -An -N32 -tx1 /dev/urandom | tr -d ' \n')
export OCTOSEAL_KEY

step "validate: the manifest is checked offline, without token or values"
expect 0 octoseal validate

step "plan: what merging would do; no value is needed to know"
expect 2 octoseal plan --detailed-exitcode

step "apply: the values come from variables and files, and are sealed for GitHub"
export NPM_TOKEN=npm_demonstration WEB_SENTRY_DSN=https://demonstration@sentry.example/1
expect 0 octoseal apply --yes

step "plan again: the values are given and nothing is pushed, because the ledger knows their fingerprints"
expect 0 octoseal plan --detailed-exitcode

step "drift: one live secret is in no manifest, and drift says so"
expect 2 octoseal drift

step "somebody changes a value behind our back"
sleep 1 # GitHub's clock has whole seconds.
curl --silent --show-error --fail -X PUT "$GITHUB_API_URL/_emulator/secret" \
  --data '{"scope":"acme/web","name":"SENTRY_DSN","value":"pasted by hand"}'
expect 2 octoseal drift --only 'acme/web'

step "apply puts it right, and only it"
expect 0 octoseal apply --yes

step "a value can be sealed into the manifest, where only GitHub can open it"
printf 'key_demonstration' | expect 0 octoseal seal acme/web API_KEY --write
grep -A 4 API_KEY octoseal.yaml

step "a plan can be saved, reviewed, and carried out exactly or not at all"
expect 0 octoseal plan --out plan.json
expect 0 octoseal apply plan.json --yes
expect 3 octoseal apply plan.json --yes

step "runners on which nothing stays can keep the ledger at GitHub"
expect 0 octoseal apply --yes --ledger github
rm octoseal.ledger.json
expect 0 octoseal plan --detailed-exitcode --ledger github

step "what was written is what was meant, as the emulator opened it"
curl --silent --show-error --fail "$GITHUB_API_URL/_emulator/values" | python3 -m json.tool | grep SENTRY_DSN
echo
echo "done; the README says what each part means"
