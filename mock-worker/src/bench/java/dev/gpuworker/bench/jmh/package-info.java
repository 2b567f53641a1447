/** Microbenchmarks of the mock's work per request and per event. */
@NullMarked
package dev.gpuworker.bench.jmh;

import org.jspecify.annotations.NullMarked;
