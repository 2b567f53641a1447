/** Tests of the JUnit extension, which run test classes inside of tests. */
@NullMarked
package dev.gpuworker.real.junit;

import org.jspecify.annotations.NullMarked;
