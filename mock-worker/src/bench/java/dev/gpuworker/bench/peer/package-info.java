/** Main classes of the child processes that the bench starts for products that are libraries. */
@NullMarked
package dev.gpuworker.bench.peer;

import org.jspecify.annotations.NullMarked;
