/** The snippets of the README, compiled and run. */
@NullMarked
package dev.gpuworker.demo;

import org.jspecify.annotations.NullMarked;
