package dev.gpuworker.mock.internal.answer;

/** Quotes strings as Rust's {@code Debug} does: what does not print stands as an escape. */
final class RustString {
    private RustString() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\0' -> quoted.append("\\0");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '"', '\\' -> quoted.append('\\').append((char) c);
                default -> {
                    if (prints(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    private static boolean prints(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    // These join the character before them.
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }
}
