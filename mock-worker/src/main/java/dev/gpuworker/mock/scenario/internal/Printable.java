package dev.gpuworker.mock.scenario.internal;

/** Makes text from a file safe to print: no control character reaches a terminal or splits a line. */
final class Printable {
    private static final int CHARS_MAX = 300;

    private Printable() {}

    /** Returns the text on one line, at most {@value #CHARS_MAX} characters long. */
    static String line(String text) {
        StringBuilder safe = new StringBuilder(Math.min(text.length(), CHARS_MAX));
        text.codePoints().limit(CHARS_MAX).forEach(c -> safe.appendCodePoint(isPrintable(c) ? c : '\u00b7'));
        return text.codePointCount(0, text.length()) > CHARS_MAX
                ? safe.append('…').toString()
                : safe.toString();
    }

    /** Returns a shortened text in quotes. */
    static String quoted(String text) {
        int charsMax = 60;
        boolean isLong = text.codePointCount(0, text.length()) > charsMax;
        String start = isLong ? text.substring(0, text.offsetByCodePoints(0, charsMax)) + "…" : text;
        return '"' + line(start) + '"';
    }

    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.FORMAT,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
