/** Microbenchmarks of what the mock does for each request and each event. */
@NullMarked
package dev.gpuworker.bench.jmh;

import org.jspecify.annotations.NullMarked;
