#!/bin/sh
# build-fake-cuda.sh OUT JCUDA_DRIVER_LIBRARY: builds OUT/libcuda.so.1 from the C files beside this script.
# Whatever else the given libJCudaDriver imports becomes a stub that returns 801 (NOT_SUPPORTED): without it a stray
# call would kill the JVM with "undefined symbol", and LD_BIND_NOW=1 could not load it at all.
set -eu
out=$1
jcuda=$2
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$out"

flags="-std=gnu17 -O2 -g -Wall -Wextra -Werror -fPIC -fvisibility=hidden"
gcc $flags -shared -Wl,-soname,libcuda.so.1 -o "$out/without-stubs.so" "$here"/*.c -lpthread

nm -D --undefined-only "$jcuda" | awk '$2 ~ /^cu[A-Z]/ {print $2}' | sort -u >"$out/imported"
nm -D --defined-only "$out/without-stubs.so" | awk '$3 ~ /^cu[A-Z]/ {print $3}' | sort -u >"$out/written"
{
    echo '#define STUB(name) __attribute__((visibility("default"))) int name(void); int name(void) { return 801; }'
    comm -23 "$out/imported" "$out/written" | sed 's/.*/STUB(&)/'
} >"$out/stubs.c"

# Linked under another name and moved: nobody ever maps a half-written library.
gcc $flags -shared -Wl,-soname,libcuda.so.1 -o "$out/libcuda.so.1.part" "$here"/*.c "$out/stubs.c" -lpthread
mv "$out/libcuda.so.1.part" "$out/libcuda.so.1"
