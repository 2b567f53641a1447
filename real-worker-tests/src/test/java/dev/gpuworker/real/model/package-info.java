/** Tests of the model files, with an independent reader: {@link dev.gpuworker.real.model.StrictGgufReader}. */
@NullMarked
package dev.gpuworker.real.model;

import org.jspecify.annotations.NullMarked;
