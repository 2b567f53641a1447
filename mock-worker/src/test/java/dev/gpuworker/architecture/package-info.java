/** Rules about dependencies that must not exist; each rule gives its reason. */
@NullMarked
package dev.gpuworker.architecture;

import org.jspecify.annotations.NullMarked;
