/**
 * What a mock worker claims to have loaded: built-in model cards and the headers of real GGUF files. The entry point is
 * {@link dev.gpuworker.mock.model.ModelLoader#load(String)}; to read only a model's size, use
 * {@link dev.gpuworker.mock.model.GgufFile}.
 */
@NullMarked
package dev.gpuworker.mock.model;

import org.jspecify.annotations.NullMarked;
