/**
 * What a mock worker claims to have loaded: built-in model cards and the headers of real GGUF files. The entry point is
 * {@link dev.gpuworker.mock.model.ModelLoader#load(String)}.
 */
@NullMarked
package dev.gpuworker.mock.model;

import org.jspecify.annotations.NullMarked;
