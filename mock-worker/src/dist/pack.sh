#!/bin/sh
# pack.sh TARGET VERSION EPOCH OUT: packs OUT/mock-worker-VERSION-linux-x86_64.tar.gz, which runs on a Linux without Java:
# a runtime made by jlink, the jar, its start-up cache and the launcher. TARGET is the module's build folder; EPOCH is the
# time stamp of every file, in seconds, so that two builds of one commit differ in the cache only.
# Needs the JDK that built the jar, GNU tar and gzip.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
target=$(CDPATH='' cd -- "$1" && pwd -P)
version=$2
epoch=$3
mkdir -p "$4"
out=$(CDPATH='' cd -- "$4" && pwd -P)
name=mock-worker-$version-linux-x86_64
limit_bytes=$((60 * 1000 * 1000))

fail() { echo "pack.sh: $*" >&2; exit 1; }

[ "$(uname -sm)" = "Linux x86_64" ] || fail "packs for Linux x86-64 only, and only there"
[ -f "$target/mock-worker.jar" ] || fail "no $target/mock-worker.jar; build it first"
java=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
[ -x "$java/bin/jlink" ] || fail "no $java/bin/jlink; set JAVA_HOME to a JDK"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
root=$work/$name
mkdir -p "$root/lib"

# What the mock uses, found by running it; jdk.crypto.ec is for callbacks over https.
"$java/bin/jlink" --output "$root/jre" --strip-debug --no-header-files --no-man-pages --compress=2 \
    --add-modules java.base,java.logging,java.management,java.naming,java.xml,jdk.unsupported,jdk.management,jdk.crypto.ec \
    2>"$work/jlink.log" || { cat "$work/jlink.log" >&2; fail "jlink failed"; }
"$root/jre/bin/java" -XX:+UseSerialGC -Xshare:dump >"$work/dump.log" 2>&1 || fail "the runtime has no class data archive: $(tail -1 "$work/dump.log")"

cp "$target/mock-worker.jar" "$root/lib/"
cp "$here/../main/launcher/mock-worker" "$root/"
cp "$here/README.txt" "$here/../../../LICENSE" "$root/"
[ ! -f "$target/THIRD-PARTY.txt" ] || cp "$target/THIRD-PARTY.txt" "$root/"
chmod 755 "$root/mock-worker"
# Before the cache is recorded: it holds the jar's time stamp, and Java 17 refuses it for another one.
find "$root" -exec touch -h -d "@$epoch" {} +

# With the options file of the build. Java 17 gets the launcher's path to the jar.
options=$here/../main/launcher/start-up-cache.options
case $("$root/jre/bin/java" -version 2>&1) in
    *'"17'*)
        cache=mock-worker.jsa
        (
            exec 9<"$root/lib"
            exec "$root/jre/bin/java" "@$options" "-XX:ArchiveClassesAtExit=$root/lib/$cache" \
                -jar /proc/self/fd/9/mock-worker.jar warm-up
        ) >"$work/cache.log" 2>&1 || true
        ;;
    *)
        cache=mock-worker.aot
        "$root/jre/bin/java" "@$options" "-XX:AOTCacheOutput=$root/lib/$cache" \
            -jar "$root/lib/mock-worker.jar" warm-up >"$work/cache.log" 2>&1 || true
        ;;
esac
[ -f "$root/lib/$cache" ] || fail "no start-up cache was recorded: $(tail -1 "$work/cache.log")"
find "$root" -exec touch -h -d "@$epoch" {} +

# Not a pipe: sh would not notice if tar failed.
tar -C "$work" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" -cf "$work/$name.tar" "$name"
gzip -9n "$work/$name.tar"
bytes=$(wc -c <"$work/$name.tar.gz")
[ "$bytes" -lt "$limit_bytes" ] || fail "the archive has $bytes bytes; it must stay under $limit_bytes"
mv -f "$work/$name.tar.gz" "$out/$name.tar.gz"
echo "$out/$name.tar.gz: $bytes bytes"
