/**
 * How bytes are received and sent. {@link dev.gpuworker.mock.internal.http.SharedServer} is the HTTP server that all
 * workers of the JVM share, a {@link dev.gpuworker.mock.internal.http.Port} is one worker's listening socket, and a
 * {@link dev.gpuworker.mock.internal.http.StreamConnection} writes the bytes of one stream after
 * {@link dev.gpuworker.mock.internal.http.Takeover} took the connection from HTTP. Jetty-specific code lives here.
 * Knows nothing of jobs and scripts; of a worker it knows the {@link dev.gpuworker.mock.internal.http.PortOwner}.
 */
@NullMarked
package dev.gpuworker.mock.internal.http;

import org.jspecify.annotations.NullMarked;
