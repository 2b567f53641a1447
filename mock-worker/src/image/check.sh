#!/bin/sh
# check.sh DIST VERSION: runs the image of DIST as an unprivileged user without network privileges of its own, and asks
# it for its health. Needs bwrap (Debian: bubblewrap) and python3; skopeo, if there is one, reads both forms.
set -eu
dist=$1
version=$2
fail() { echo "check.sh: $*" >&2; exit 1; }
command -v bwrap >/dev/null || fail "bwrap is not installed (Debian: bubblewrap)"
root=$(mktemp -d)
worker=
trap '[ -z "$worker" ] || kill "$worker" 2>/dev/null || true; rm -rf "$root"' EXIT
trap 'exit 130' INT TERM

if command -v skopeo >/dev/null; then
    one=$(skopeo inspect --format '{{.Created}} {{.Architecture}}' "oci:$dist/mock-worker-$version-image:$version")
    two=$(skopeo inspect --format '{{.Created}} {{.Architecture}}' "docker-archive:$dist/mock-worker-$version-image.tar")
    [ "$one" = "$two" ] || fail "the OCI layout says \"$one\", the archive \"$two\""
    skopeo inspect --raw --config "docker-archive:$dist/mock-worker-$version-image.tar" | grep -q '"Healthcheck"' \
        || fail "the image has no health check"
else
    echo "check.sh: no skopeo, so nothing but this script has read the image" >&2
fi

python3 - "$dist/mock-worker-$version-image.tar" "$root" <<'PYTHON'
import json, sys, tarfile
with tarfile.open(sys.argv[1]) as image:
    for layer in json.load(image.extractfile("manifest.json"))[0]["Layers"]:
        with tarfile.open(fileobj=image.extractfile(layer)) as files:
            files.extractall(sys.argv[2])
PYTHON

in_image() {
    bwrap --ro-bind "$root" / --proc /proc --dev /dev --tmpfs /tmp --unshare-user --unshare-pid --uid 65532 --gid 65532 \
        --clearenv --setenv PATH /bin --setenv MOCK_WORKER_PORT "$port" --chdir /scenarios --die-with-parent "$@"
}
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
in_image /opt/mock-worker/mock-worker --scenario haiku >"$root.log" 2>&1 &
worker=$!
tries=0
until in_image /opt/mock-worker/health 2>/dev/null; do
    tries=$((tries + 1))
    kill -0 "$worker" 2>/dev/null || { cat "$root.log" >&2; fail "the image's worker has ended"; }
    [ "$tries" -lt 50 ] || { cat "$root.log" >&2; fail "the image's worker did not become healthy"; }
    sleep 0.2
done
rm -f "$root.log"
echo "check.sh: the image runs unprivileged on a read-only root, and its health check passes"
