#!/bin/sh
# check.sh OUT VERSION: tries everything that build.sh left in OUT the way a user does, in fresh folders: the archive without
# Java in the path, the wheel in a new virtual environment, the npm packages in a new project, the image without an engine.
# What this machine has no tools for is named and not checked; under CI=true that is an error.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=$(CDPATH='' cd -- "$1" && pwd -P)
version=$2
work=$(mktemp -d)
trap 'chmod -R u+w "$work" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

fail() { echo "check.sh: $*" >&2; exit 1; }
skip() {
    echo "check.sh: NOT CHECKED: $*" >&2
    [ "${CI:-}" != true ] || exit 1
}

(cd "$out" && sha256sum --quiet -c SHA256SUMS) || fail "a file differs from SHA256SUMS"

# The archive: read-only, through a link, from another folder, with a name that needs quoting, and no Java in the path.
mkdir "$work/no java" "$work/a folder"
printf '#!/bin/sh\necho "asked the path for Java" >&2\nexit 127\n' >"$work/no java/java"
chmod +x "$work/no java/java"
tar -C "$work/a folder" -xf "$out/mock-worker-$version-linux-x86_64.tar.gz"
chmod -R a-w "$work/a folder"
ln -s "$work/a folder/mock-worker-$version-linux-x86_64/mock-worker" "$work/mw"
run() { (cd / && env -i PATH="$work/no java:/usr/bin:/bin" JAVA_OPTS="${JAVA_OPTS:-}" "$work/mw" "$@"); }
case $(run --version) in
    "mock-worker $version"*) ;;
    *) fail "--version says \"$(run --version)\", not $version" ;;
esac
[ "$(run scenarios | wc -l)" -gt 5 ] || fail "it lists no scenarios"
classes=$work/classes.log
JAVA_OPTS="-Xlog:class+load:file=$classes" run --version >/dev/null
mapped=$(grep -c 'source: shared objects file' "$classes" || true)
loaded=$(grep -vc 'source: shared objects file' "$classes" || true)
own=$(grep -c 'dev\.gpuworker.*source: shared objects file' "$classes" || true)
{ [ "$mapped" -gt "$loaded" ] && [ "$own" -gt 20 ]; } \
    || fail "the start-up cache is not used: $mapped classes from caches ($own of ours), $loaded loaded from files"
echo "check.sh: the archive runs without Java, read-only, and from its start-up cache"

if command -v python3 >/dev/null && python3 -c 'import venv, ensurepip' 2>/dev/null; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check "$out/mock_worker-$version-py3-none-any.whl" pytest mypy
    cp -R "$here/../python/tests" "$here/../python/src" "$here/../python/pyproject.toml" "$work/"
    (cd "$work" && PATH="$work/venv/bin:$PATH" venv/bin/mypy --no-error-summary src)
    mv "$work/src" "$work/src.checked" # so that the tests import what is installed
    (cd "$work" && PATH="$work/venv/bin:$PATH" XDG_CACHE_HOME="$work/cache" venv/bin/pytest -q -p no:cacheprovider tests)
    ls "$work"/cache/mock-worker/*.aot >/dev/null || fail "the wheel recorded no start-up cache"
    echo "check.sh: the wheel passes its tests in a new virtual environment"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check kubernetes-validate pyyaml
    "$work/venv/bin/python" - "$here/../../../docs/examples/containers/kubernetes.yaml" <<'PYTHON'
import sys, kubernetes_validate, yaml
with open(sys.argv[1], encoding="utf-8") as file:
    for document in yaml.safe_load_all(file):
        kubernetes_validate.validate(document, "1.33", strict=True)
PYTHON
    echo "check.sh: the Kubernetes example is valid by the published schemas, unknown fields refused"
else
    skip "the wheel: no python3 with venv"
fi

if command -v npm >/dev/null; then
    mkdir "$work/npm"
    cp -R "$here/../npm/test" "$work/npm/"
    echo '{"type":"module","private":true}' >"$work/npm/package.json"
    (
        cd "$work/npm"
        npm install --silent --no-audit --no-fund --offline \
            "$out/mock-worker-linux-x64-$version.tgz" "$out/mock-worker-$version.tgz"
        node --test test/ >test.log 2>&1 || { cat test.log >&2; exit 1; }
    )
    echo "check.sh: the npm packages pass their tests in a new project"
else
    skip "the npm packages: no npm"
fi

if command -v bwrap >/dev/null; then
    "$here/../image/check.sh" "$out" "$version"
else
    skip "the image: no bwrap (Debian: bubblewrap)"
fi
