/** The verification of the real binary, under {@code -Pcuda} alone. */
@NullMarked
package dev.gpuworker.real.verify;

import org.jspecify.annotations.NullMarked;
