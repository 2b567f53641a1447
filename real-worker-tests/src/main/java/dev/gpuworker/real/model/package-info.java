/**
 * Small, valid GGUF files, so that a real loader can be exercised without a download.
 * {@link dev.gpuworker.real.model.TinyGguf} writes them, {@link dev.gpuworker.real.model.ModelFixture} keeps them.
 */
@NullMarked
package dev.gpuworker.real.model;

import org.jspecify.annotations.NullMarked;
