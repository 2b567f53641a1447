package dev.gpuworker.conformance.cli;

import dev.gpuworker.io.PrintableText;
import java.util.stream.Collectors;

/** Explains in a sentence why a command did not finish. */
final class Failure {
    private static final int LINE_CHARS_MAX = 2_000;
    private static final int LINES_MAX = 50;

    private Failure() {}

    /** Returns the reason: printable, bounded, and without the name of a Java class. */
    static String sentence(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "the memory of this JVM, " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB, was used up; nothing was judged. Give it more with java -Xmx; 256m is the least";
        }
        if (failure instanceof StackOverflowError) {
            return "the input is nested too deeply; nothing was judged";
        }
        String message = failure.getMessage();
        if (message == null || failure instanceof Error) {
            return "an error in this program, please report it: "
                    + PrintableText.excerpt(String.valueOf(failure), LINE_CHARS_MAX) + "; nothing was judged";
        }
        return message.lines()
                .limit(LINES_MAX)
                .map(line -> PrintableText.excerpt(line, LINE_CHARS_MAX))
                .collect(Collectors.joining("\n"));
    }
}
