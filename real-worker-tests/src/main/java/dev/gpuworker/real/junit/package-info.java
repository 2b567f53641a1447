/** A real worker for every JUnit test: {@link dev.gpuworker.real.junit.RealWorker}. */
@NullMarked
package dev.gpuworker.real.junit;

import org.jspecify.annotations.NullMarked;
