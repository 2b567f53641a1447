/**
 * The rulebook's own strict reader of event streams, over pieces of bytes with times;
 * {@link dev.gpuworker.conformance.stream.SseReader} is the entry point. It shares no code with the mock's writer or
 * the client's decoder, so that one mistake cannot hide in two of them.
 */
@NullMarked
package dev.gpuworker.conformance.stream;

import org.jspecify.annotations.NullMarked;
