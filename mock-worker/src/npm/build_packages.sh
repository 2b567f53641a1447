#!/bin/sh
# build_packages.sh TARGET ARCHIVE EPOCH OUT: builds OUT/mock-worker-VERSION.tgz with the jar of the module's build folder, and
# OUT/mock-worker-linux-x64-VERSION.tgz from the archive of pack.sh. Needs npm, and no network.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$1
archive=$2
epoch=$3
mkdir -p "$4"
out=$(CDPATH='' cd -- "$4" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp -R "$here/mock-worker" "$here/linux-x64" "$work/"
mkdir "$work/mock-worker/lib"
cp "$target/mock-worker.jar" "$work/mock-worker/lib/"
cp "$here/../../../LICENSE" "$work/mock-worker/"
[ ! -f "$target/THIRD-PARTY.txt" ] || cp "$target/THIRD-PARTY.txt" "$work/mock-worker/"
tar -xf "$archive" -C "$work/linux-x64" --strip-components=1
rm -f "$work/linux-x64/README.txt"
printf '{"jarSeconds":%s}\n' "$epoch" >"$work/linux-x64/stamp.json"
for package in mock-worker linux-x64; do
    (cd "$work/$package" && npm pack --silent --pack-destination "$out" >/dev/null)
done
