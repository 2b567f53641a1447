/**
 * The rulebook's own strict reader of event streams, over pieces of bytes with times;
 * {@link dev.gpuworker.conformance.stream.SseReader} is the entry point. Written apart from the mock's writer and from
 * the client's decoder, so that no mistake can hide in two of them.
 */
@NullMarked
package dev.gpuworker.conformance.stream;

import org.jspecify.annotations.NullMarked;
