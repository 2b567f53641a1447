package dev.gpuworker.torture;

import dev.gpuworker.io.PrintableText;

/**
 * One event that a client delivered.
 *
 * @param event its name; {@code message} if it has none
 * @param data its data as it came, a text
 */
public record Delivered(String event, String data) {
    private static final int CHARS_MAX = 120;

    /** Returns the event for people, on one line. */
    @Override
    public String toString() {
        return PrintableText.excerpt(event, CHARS_MAX) + " " + PrintableText.excerpt(data, CHARS_MAX);
    }
}
