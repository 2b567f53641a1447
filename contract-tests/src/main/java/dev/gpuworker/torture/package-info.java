/**
 * Runs a client of any language through the mock's torture set and judges it by the set's demands;
 * {@link dev.gpuworker.torture.ClientTrial} is the entry point. This package knows the mock, because it examines
 * clients and not workers.
 */
@NullMarked
package dev.gpuworker.torture;

import org.jspecify.annotations.NullMarked;
