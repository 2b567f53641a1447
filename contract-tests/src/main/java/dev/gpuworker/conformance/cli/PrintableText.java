package dev.gpuworker.conformance.cli;

/** Text of a worker on a terminal: what could move the cursor, set colours or turn the line around is escaped. */
final class PrintableText {
    private PrintableText() {}

    /**
     * Returns the text with every control and format character, apart from line feeds, as {@code \\u} and its number.
     */
    static String of(String text) {
        StringBuilder printable = new StringBuilder(text.length());
        text.chars().forEach(c -> {
            if (c == '\n' || !isDangerous(c)) {
                printable.append((char) c);
            } else {
                printable.append(String.format("\\u%04x", c));
            }
        });
        return printable.toString();
    }

    private static boolean isDangerous(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.LINE_SEPARATOR
                || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
    }
}
