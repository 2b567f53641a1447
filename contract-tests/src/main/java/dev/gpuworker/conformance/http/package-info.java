/**
 * A small recording HTTP/1.1 transport over plain sockets; {@link dev.gpuworker.conformance.http.Call} is the entry
 * point. It shows what a client library hides: exact bytes with times, resets, early closes and broken framing; and it
 * sends what a client library refuses to send.
 */
@NullMarked
package dev.gpuworker.conformance.http;

import org.jspecify.annotations.NullMarked;
