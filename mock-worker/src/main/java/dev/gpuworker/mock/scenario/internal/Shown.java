package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.io.PrintableText;

/** Bounds how much of a scenario file's text a message shows. */
public final class Shown {
    private static final int LINE_CHARS_MAX = 300;

    private static final int QUOTED_CHARS_MAX = 60;

    private Shown() {}

    /** Returns the text on one line, at most {@value #LINE_CHARS_MAX} characters of it. */
    public static String line(String text) {
        return PrintableText.excerpt(text, LINE_CHARS_MAX);
    }

    /** Returns the text in quotes, at most {@value #QUOTED_CHARS_MAX} characters of it. */
    public static String quoted(String text) {
        return PrintableText.quoted(text, QUOTED_CHARS_MAX);
    }
}
