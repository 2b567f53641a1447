/**
 * The subjects of the bench: the floor, the mock and its peers, each as a process;
 * {@link dev.gpuworker.bench.subject.Subject}.
 */
@NullMarked
package dev.gpuworker.bench.subject;

import org.jspecify.annotations.NullMarked;
