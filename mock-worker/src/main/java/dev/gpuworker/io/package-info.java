/**
 * Helpers that every tool of this project uses to print foreign text, read text files, write files, end a command or
 * wait: {@link dev.gpuworker.io.PrintableText}, {@link dev.gpuworker.io.TextFiles}, {@link dev.gpuworker.io.WholeFile},
 * {@link dev.gpuworker.io.StandardOutput} and {@link dev.gpuworker.io.Deadline}. Depends on the JDK alone, so that
 * mock, examiner and harness can all use it.
 */
@NullMarked
package dev.gpuworker.io;

import org.jspecify.annotations.NullMarked;
