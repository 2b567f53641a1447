/** Orders a benchmark run and writes its results; {@link dev.gpuworker.bench.run.BenchMain} is the entry point. */
@NullMarked
package dev.gpuworker.bench.run;

import org.jspecify.annotations.NullMarked;
