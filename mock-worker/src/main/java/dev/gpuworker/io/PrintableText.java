package dev.gpuworker.io;

/**
 * Makes foreign text safe to print on a terminal, in a log and in a report. Characters that could move the cursor, set
 * colours, break a line or reverse its direction become {@code \}{@code u} and four hexadecimal digits: C0 and C1
 * controls, NUL, DEL, format characters (bidirectional ones included), U+2028, U+2029, noncharacters and lone
 * surrogates. All other text is unchanged. Thread-safe.
 */
public final class PrintableText {
    private static final String ELLIPSIS = "…";

    private PrintableText() {}

    /** Returns the text with its line feeds; all other unprintable characters are escaped. */
    public static String of(String text) {
        return escaped(text, true);
    }

    /** Returns the text on one line: line feeds are escaped too. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /**
     * Returns the start of the text on one line, with an ellipsis if anything was left out.
     *
     * @param charsMax the most characters (code points) of the text to show, at least 1; an escaped one counts as one
     */
    public static String excerpt(String text, int charsMax) {
        if (charsMax < 1) {
            throw new IllegalArgumentException("charsMax must be at least 1, but was " + charsMax);
        }
        // Counts only up to the bound: the text may be a body of many megabytes.
        int end = 0;
        for (int shown = 0; shown < charsMax && end < text.length(); shown++) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end < text.length() ? line(text.substring(0, end)) + ELLIPSIS : line(text);
    }

    /** Returns the same excerpt in double quotes, which include the ellipsis. */
    public static String quoted(String text, int charsMax) {
        return '"' + excerpt(text, charsMax) + '"';
    }

    /** Returns whether the character is printed unchanged. Line feeds and tabs are not. */
    public static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // The last two characters of each plane, and 32 in the middle of the first one.
            default -> (codePoint & 0xFFFE) != 0xFFFE && (codePoint < 0xFDD0 || codePoint > 0xFDEF);
        };
    }

    private static String escaped(String text, boolean keepLineFeeds) {
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isPrintable(c) || (keepLineFeeds && c == '\n')) {
                printable.appendCodePoint(c);
            } else {
                for (char unit : Character.toChars(c)) {
                    printable.append(String.format("\\u%04x", (int) unit));
                }
            }
        });
        return printable.toString();
    }
}
