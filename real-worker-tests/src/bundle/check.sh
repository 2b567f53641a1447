#!/bin/sh
# check.sh: packs the bundle, unpacks it elsewhere, and has it verify the mock in an environment without Java.
# Run after: mvn -Pfast -DskipTests package
set -eu
bundle=$(dirname -- "$0")
case $bundle in /*) ;; *) bundle=./$bundle ;; esac
module=$(CDPATH='' cd -- "$bundle/../.." && pwd -P)
java=$(readlink -f "$(command -v java)")
host=$(mktemp -d)
trap 'rm -rf "$host"' EXIT
trap 'exit 130' INT TERM

"$module/src/bundle/pack.sh" "$host/bundle.tar.xz"
tar -C "$host" -xf "$host/bundle.tar.xz"
# Links, so that the script below needs no quoting for these paths.
ln -s "$java" "$host/java"
ln -s "$module/../mock-worker/target/mock-worker.jar" "$host/mock-worker.jar"
cat >"$host/worker-orcd" <<'WORKER'
#!/bin/sh
here=$(dirname -- "$0")
exec "$here/java" -jar "$here/mock-worker.jar" "$@"
WORKER
chmod +x "$host/worker-orcd"

# Fails every attempt to find Java through PATH.
mkdir "$host/no-java"
printf '#!/bin/sh\necho "check.sh: the bundle asked PATH for Java" >&2\nexit 127\n' >"$host/no-java/java"
chmod +x "$host/no-java/java"

mkdir "$host/elsewhere"
cd "$host/elsewhere"
# Through a link, because packages and people link it into PATH.
ln -s "$host/real-worker/real-worker" "$host/rw"
env -i PATH="$host/no-java:/usr/bin:/bin" "$host/rw" verify --no-cuda --rules 'W-1*' \
    --worker "$host/worker-orcd" --model mock:qwen2.5-0.5b-instruct --report-dir report
[ -s report/report.html ]
