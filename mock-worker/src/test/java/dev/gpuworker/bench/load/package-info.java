/** The load client of the benchmarks; {@link dev.gpuworker.bench.load.LoadClient} is the entry point. */
@NullMarked
package dev.gpuworker.bench.load;

import org.jspecify.annotations.NullMarked;
