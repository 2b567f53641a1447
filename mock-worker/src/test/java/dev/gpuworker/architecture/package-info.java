/** What must never depend on what; each rule says why. */
@NullMarked
package dev.gpuworker.architecture;

import org.jspecify.annotations.NullMarked;
