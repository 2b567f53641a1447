/**
 * What every tool of this project shares when it prints foreign text, reads text files, writes files and ends a
 * command. Depends on the JDK alone, so that mock, examiner and harness can all use it.
 */
@NullMarked
package dev.gpuworker.io;

import org.jspecify.annotations.NullMarked;
