/** Benchmarks: how well the mock keeps time and what it costs, compared with a floor and with other mock servers. */
@NullMarked
package dev.gpuworker.bench;

import org.jspecify.annotations.NullMarked;
