/** Tests of the harness, with a tiny worker in C. */
@NullMarked
package dev.gpuworker.real;

import org.jspecify.annotations.NullMarked;
