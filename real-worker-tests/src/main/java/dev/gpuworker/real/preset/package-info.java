/**
 * Ready-made values for tests of a real worker: {@link dev.gpuworker.real.preset.TestJob} is a request in one line,
 * {@link dev.gpuworker.real.preset.Prompt} and {@link dev.gpuworker.real.preset.Sampling} its parts, and
 * {@link dev.gpuworker.real.preset.ReferenceModel} where the models of the worker's specification lie.
 */
@NullMarked
package dev.gpuworker.real.preset;

import org.jspecify.annotations.NullMarked;
