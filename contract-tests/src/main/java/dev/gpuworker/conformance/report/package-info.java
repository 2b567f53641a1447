/**
 * The output of a run: JSON, JUnit XML, an HTML page and the recorded traffic.
 * {@link dev.gpuworker.conformance.report.ReportFolder} is the entry point.
 */
@NullMarked
package dev.gpuworker.conformance.report;

import org.jspecify.annotations.NullMarked;
