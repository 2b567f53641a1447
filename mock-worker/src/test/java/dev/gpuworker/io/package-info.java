/** What the tools share, tried with hostile text and hostile folders. */
@NullMarked
package dev.gpuworker.io;

import org.jspecify.annotations.NullMarked;
