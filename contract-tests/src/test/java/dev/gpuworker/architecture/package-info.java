/** Keeps the layers apart. */
@NullMarked
package dev.gpuworker.architecture;

import org.jspecify.annotations.NullMarked;
