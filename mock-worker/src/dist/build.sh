#!/bin/sh
# build.sh TARGET VERSION COMMIT EPOCH OUT: builds everything that a user can download, in OUT, with SHA-256 sums:
# the archive with a runtime, the Python wheel, the npm packages and the container image. Called by mvn -Pdist package.
# What this machine has no tools for is left out, and named at the end.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$1
version=$2
commit=$3
epoch=$4
mkdir -p "$5"
out=$(CDPATH='' cd -- "$5" && pwd -P)
archive=$out/mock-worker-$version-linux-x86_64.tar.gz
left_out=
leave_out() { left_out="$left_out
  $*"; }

rm -rf "$out"/mock-worker-* "$out"/mock_worker-* "$out/SHA256SUMS"
if [ "$(uname -sm)" = "Linux x86_64" ]; then
    "$here/pack.sh" "$target" "$version" "$epoch" "$out"
else
    leave_out "the archive, the image and the npm runtime: they are built on Linux x86-64 only"
fi
if command -v python3 >/dev/null && python3 -m pip --version >/dev/null 2>&1; then
    SOURCE_DATE_EPOCH=$epoch "$here/../python/build_wheel.sh" "$target" "$out"
else
    leave_out "the Python wheel: no python3 with pip"
fi
if ! command -v npm >/dev/null; then
    leave_out "the npm packages: no npm"
elif [ -f "$archive" ]; then
    "$here/../npm/build_packages.sh" "$target" "$archive" "$epoch" "$out"
fi
if [ -f "$archive" ]; then
    if command -v dpkg >/dev/null && command -v python3 >/dev/null; then
        python3 "$here/../image/build_image.py" "$archive" "$version" "$commit" "$epoch" "$out"
    else
        leave_out "the image: it takes the system's libraries from Debian, and needs python3"
    fi
fi
(cd "$out" && find . -maxdepth 1 -type f \( -name '*.gz' -o -name '*.tgz' -o -name '*.whl' -o -name '*.tar' \) -exec sha256sum {} + \
    | sed 's|\./||' | sort -k2 >SHA256SUMS)
cat "$out/SHA256SUMS"
[ -z "$left_out" ] || echo "left out:$left_out" >&2
