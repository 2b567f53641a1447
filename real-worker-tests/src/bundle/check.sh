#!/bin/sh
# check.sh: packs the bundle, unpacks it elsewhere, and has it verify the mock in an environment without Java.
# Run after: mvn -Pfast -DskipTests package
set -eu
module=$(cd "$(dirname "$0")/../.." && pwd)
java=$(readlink -f "$(command -v java)")
host=$(mktemp -d)
trap 'rm -rf "$host"' EXIT
trap 'exit 130' INT TERM

"$module/src/bundle/pack.sh" "$host/bundle.tar.xz"
tar -C "$host" -xf "$host/bundle.tar.xz"
cat >"$host/worker-orcd" <<WORKER
#!/bin/sh
exec "$java" -jar "$module/../mock-worker/target/mock-worker.jar" "\$@"
WORKER
chmod +x "$host/worker-orcd"

# Whoever asks PATH for Java here fails.
mkdir "$host/no-java"
printf '#!/bin/sh\necho "check.sh: the bundle asked PATH for Java" >&2\nexit 127\n' >"$host/no-java/java"
chmod +x "$host/no-java/java"

mkdir "$host/elsewhere"
cd "$host/elsewhere"
env -i PATH="$host/no-java:/usr/bin:/bin" "$host/real-worker/real-worker" verify --no-cuda --rules 'W-1*' \
    --worker "$host/worker-orcd" --model mock:qwen2.5-0.5b-instruct --report-dir report
[ -s report/report.html ]
