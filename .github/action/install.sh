#!/usr/bin/env bash
# Downloads the release that belongs to this commit of the action, and puts it on the PATH.
#
# What protects the download is the table beside this script. It lies in the commit that a workflow pins, so that the
# pin fixes the program's bytes as well: neither a replaced release nor a moved tag, a mirror or a proxy can change
# them. A list of checksums beside the archives could be replaced together with them; the provenance that releases
# carry too says who built an archive, but to ask for it takes a new `gh`, a token and github.com, which runners of
# an Enterprise Server lack.
set -euo pipefail

table=$(dirname "${BASH_SOURCE[0]}")/releases.txt

fail() {
  echo "::error title=octoseal::$1" >&2
  exit 1
}

case ${RUNNER_OS:-}-${RUNNER_ARCH:-} in
Linux-X64) platform=linux-x86_64 ;;
Linux-ARM64) platform=linux-arm64 ;;
macOS-X64) platform=macos-x86_64 ;;
macOS-ARM64) platform=macos-arm64 ;;
*) fail "there is no octoseal for ${RUNNER_OS:-an unknown system} on ${RUNNER_ARCH:-an unknown processor}" ;;
esac

version=${INPUT_VERSION#v}
sha256=$INPUT_ARCHIVE_SHA256 url=$INPUT_ARCHIVE_URL
if [ -n "$sha256" ]; then
  [ -n "$url" ] || fail "archive-sha256 needs archive-url"
else
  row=$(awk -v version="$version" -v platform="$platform" '
    $1 !~ /^#/ && $2 ~ "/octoseal-[^/]*-" platform "\\.tar\\.gz$" {
      if (version == "" || index($2, "/octoseal-" version "-" platform ".tar.gz")) found = $0
    }
    END { print found }' "$table")
  [ -n "$row" ] || fail "this commit of the action knows no octoseal ${version:+$version }for $platform; use the commit of a release"
  sha256=${row%% *}
  url=${url:-${row##* }}
fi

folder=$(mktemp -d "$RUNNER_TEMP/octoseal-XXXXXX")
archive=$folder/octoseal.tar.gz
curl --fail --silent --show-error --location --retry 3 --output "$archive" -- "$url" ||
  fail "$url could not be downloaded"
if command -v sha256sum >/dev/null; then actual=$(sha256sum "$archive"); else actual=$(shasum -a 256 "$archive"); fi
if [ "${actual%% *}" != "$sha256" ]; then
  rm -rf "$folder"
  fail "what $url holds is not the release: its SHA-256 is ${actual%% *}, not $sha256"
fi

tar -xzf "$archive" -C "$folder" --strip-components 1
rm "$archive"
echo "$folder" >>"$GITHUB_PATH"
"$folder/octoseal" --version
