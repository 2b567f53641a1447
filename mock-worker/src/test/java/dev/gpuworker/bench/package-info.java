/** Benchmarks: how the mock keeps time, what it costs, beside a floor and beside other mock servers. */
@NullMarked
package dev.gpuworker.bench;

import org.jspecify.annotations.NullMarked;
