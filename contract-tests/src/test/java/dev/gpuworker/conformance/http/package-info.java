/** Tests of the recording transport against servers that misbehave. */
@NullMarked
package dev.gpuworker.conformance.http;

import org.jspecify.annotations.NullMarked;
