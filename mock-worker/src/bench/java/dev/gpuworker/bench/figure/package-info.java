/** The figures measured for a subject, one class each. */
@NullMarked
package dev.gpuworker.bench.figure;

import org.jspecify.annotations.NullMarked;
