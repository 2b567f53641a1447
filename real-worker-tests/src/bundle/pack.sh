#!/bin/sh
# pack.sh [OUTFILE]: packs the self-contained bundle for a GPU host without Java and without internet:
# a jlinked runtime, the launchers of all three tools with the one jar that they share, and JCuda's driver library.
# Linux x86-64; needs a JDK from 17 on, tar, xz, unzip.
# Run after: mvn -Pfast -DskipTests package
set -eu
bundle=$(dirname -- "$0")
case $bundle in /*) ;; *) bundle=./$bundle ;; esac
here=$(CDPATH='' cd -- "$bundle/../.." && pwd -P)
out=${1:-$here/target/real-worker-bundle.tar.xz}
jar=$here/target/real-worker.jar
limit_bytes=$((64 * 1024 * 1024))

fail() { echo "pack.sh: $*" >&2; exit 1; }

[ -f "$jar" ] || fail "no $jar; build it first: mvn -Pfast -DskipTests package"
java=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
[ -x "$java/bin/jlink" ] || fail "no $java/bin/jlink; set JAVA_HOME to a JDK"
for tool in tar xz unzip; do command -v "$tool" >/dev/null || fail "$tool is not installed"; done

case $out in /*) ;; *) out=$PWD/$out ;; esac
[ ! -e "$out" ] || [ -f "$out" ] || fail "$out exists and is not a regular file"
# A unique new file, so that nothing is written through an existing link. mktemp ignores the umask; chmod below applies it.
part=$(mktemp "$out.part.XXXXXX") || fail "$out cannot be written"
work=$(mktemp -d)
trap 'rm -rf "$work" "$part"' EXIT
trap 'exit 130' INT TERM
chmod "$(printf '%o' $((0666 & ~$(umask))))" "$part"
root=$work/real-worker
mkdir -p "$root/lib"

# The modules that the jar needs; java.desktop only because Groovy, which Pact verification uses, needs java.beans.
# Not compressed by jlink: one xz over everything gives a smaller bundle.
"$java/bin/jlink" --output "$root/jre" --strip-debug --no-header-files --no-man-pages \
    --add-modules java.base,java.logging,java.xml,java.management,java.naming,java.sql,java.instrument,java.net.http,java.security.jgss,java.security.sasl,java.desktop,java.compiler,java.prefs,java.scripting,jdk.unsupported,jdk.crypto.ec,jdk.zipfs,jdk.management,jdk.net,jdk.httpserver

# The jar is stored, not deflated, for the same reason.
mkdir "$work/jar"
(cd "$work/jar" && unzip -q "$jar")
manifest=$work/jar/META-INF/MANIFEST.MF
cp "$manifest" "$work/manifest"
rm "$manifest"
"$java/bin/jar" --create --no-compress --file "$root/lib/real-worker.jar" --manifest "$work/manifest" -C "$work/jar" .
mv "$work"/jar/lib/libJCudaDriver-*.so "$root/lib/" 2>/dev/null || fail "real-worker.jar carries no libJCudaDriver"

cp "$here/src/bundle/real-worker" "$root/real-worker"
# The jar holds all three tools; each launcher starts another class of it.
launcher() {
    sed "s|-jar \"\$here/lib/real-worker.jar\"|-cp \"\$here/lib/real-worker.jar\" $2|" "$root/real-worker" >"$root/$1"
    grep -q "$2" "$root/$1" || fail "the launcher of $1 could not be written"
}
launcher mock-worker dev.gpuworker.mock.cli.Main
launcher worker-contracts dev.gpuworker.conformance.cli.Main
for tool in real-worker mock-worker worker-contracts; do
    chmod 755 "$root/$tool"
    "$root/$tool" --version >/dev/null || fail "the packed runtime cannot run $tool"
done
cp "$here/../LICENSE" "$root/"

# Not a pipe: sh would not notice if tar failed, and the bundle would be truncated.
XZ_OPT='-6 -T0' tar -C "$work" -cJf "$part" real-worker || fail "$out cannot be written"
bytes=$(wc -c <"$part")
[ "$bytes" -lt "$limit_bytes" ] || fail "the bundle has $bytes bytes; it must stay under $limit_bytes"
mv -f "$part" "$out"
echo "$out: $bytes bytes"
