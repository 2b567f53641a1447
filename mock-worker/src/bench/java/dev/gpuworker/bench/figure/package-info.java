/** What is measured of a subject, each figure in a class of its own. */
@NullMarked
package dev.gpuworker.bench.figure;

import org.jspecify.annotations.NullMarked;
