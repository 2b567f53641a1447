/** Tests of the verification, and the verification of the real binary, which runs only under {@code -Pcuda}. */
@NullMarked
package dev.gpuworker.real.verify;

import org.jspecify.annotations.NullMarked;
