/**
 * Small, valid GGUF files to exercise a real loader without a download. {@link dev.gpuworker.real.model.TinyGguf}
 * writes them; {@link dev.gpuworker.real.model.ModelFixture} keeps them.
 */
@NullMarked
package dev.gpuworker.real.model;

import org.jspecify.annotations.NullMarked;
