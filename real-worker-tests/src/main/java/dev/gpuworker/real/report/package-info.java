/**
 * What a run against a real worker leaves for people; {@link dev.gpuworker.real.report.VramChart} draws device memory
 * over time, {@link dev.gpuworker.real.report.WholeFile} writes evidence whole or not at all.
 */
@NullMarked
package dev.gpuworker.real.report;

import org.jspecify.annotations.NullMarked;
