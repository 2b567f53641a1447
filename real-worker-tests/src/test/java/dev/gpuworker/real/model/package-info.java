/** Tests of the model files, with a reader of its own: {@link dev.gpuworker.real.model.StrictGgufReader}. */
@NullMarked
package dev.gpuworker.real.model;

import org.jspecify.annotations.NullMarked;
