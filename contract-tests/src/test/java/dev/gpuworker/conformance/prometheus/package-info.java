/** Tests of the readers of exposition formats. */
@NullMarked
package dev.gpuworker.conformance.prometheus;

import org.jspecify.annotations.NullMarked;
