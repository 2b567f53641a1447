#!/bin/sh
# build_wheel.sh TARGET OUT: builds OUT/mock_worker-VERSION-py3-none-any.whl with the jar of the module's build folder.
# Needs Python 3.9 or later with pip, which gets setuptools from its index.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
cp -R "$here/src" "$here/pyproject.toml" "$here/README.md" "$here/../../../LICENSE" "$work/"
cp "$1/mock-worker.jar" "$work/src/mock_worker/"
[ ! -f "$1/THIRD-PARTY.txt" ] || cp "$1/THIRD-PARTY.txt" "$work/src/mock_worker/"
mkdir -p "$2"
python3 -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$2" "$work"
