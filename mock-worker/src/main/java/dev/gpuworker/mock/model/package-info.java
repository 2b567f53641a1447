/**
 * What a mock worker claims to have loaded: built-in model cards and the headers of real GGUF files. The entry point is
 * {@link dev.gpuworker.mock.model.ModelLoader#load(String)}; who needs the size of a model alone takes
 * {@link dev.gpuworker.mock.model.GgufFile}.
 */
@NullMarked
package dev.gpuworker.mock.model;

import org.jspecify.annotations.NullMarked;
