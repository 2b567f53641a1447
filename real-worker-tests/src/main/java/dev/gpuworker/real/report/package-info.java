/**
 * What a run against a real worker leaves for people; {@code VramChart} draws device memory over time,
 * {@code WholeFile} writes evidence whole or not at all.
 */
@NullMarked
package dev.gpuworker.real.report;

import org.jspecify.annotations.NullMarked;
