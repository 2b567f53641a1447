/** The order of a benchmark run and what it writes; {@link dev.gpuworker.bench.run.BenchMain} is the entry point. */
@NullMarked
package dev.gpuworker.bench.run;

import org.jspecify.annotations.NullMarked;
