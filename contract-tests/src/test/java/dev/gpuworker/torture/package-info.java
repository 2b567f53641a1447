@NullMarked
package dev.gpuworker.torture;

import org.jspecify.annotations.NullMarked;
