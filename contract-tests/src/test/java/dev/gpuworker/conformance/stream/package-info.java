/** Tests of the strict reader, with the parsing cases of the WHATWG rules. */
@NullMarked
package dev.gpuworker.conformance.stream;

import org.jspecify.annotations.NullMarked;
