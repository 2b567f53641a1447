/** Parts of the report for people; {@link dev.gpuworker.real.report.VramChart} draws device memory over time. */
@NullMarked
package dev.gpuworker.real.report;

import org.jspecify.annotations.NullMarked;
