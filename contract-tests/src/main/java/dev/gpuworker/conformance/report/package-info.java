/**
 * What a run leaves: JSON, JUnit XML, an HTML page and the recorded traffic. {@code ReportFolder} is the entry point.
 */
@NullMarked
package dev.gpuworker.conformance.report;

import org.jspecify.annotations.NullMarked;
