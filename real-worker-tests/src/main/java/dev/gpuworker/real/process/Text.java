package dev.gpuworker.real.process;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How durations, command lines and a stranger's output are printed. */
final class Text {
    private static final String SAFE_IN_A_SHELL = "[A-Za-z0-9_@%+=:,./-]+";

    private Text() {}

    /** Returns "950 ms", "2.3 s" or "30 s". */
    static String seconds(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** Returns a line that a shell would read as these words. */
    static String commandLine(List<String> words) {
        return words.stream()
                .map(word -> word.matches(SAFE_IN_A_SHELL) ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the line without what would upset a terminal or an XML report, cut to {@code charsMax}. */
    static String printable(String line, int charsMax) {
        String cut = line.length() > charsMax ? line.substring(0, charsMax) + "…" : line;
        return cut.codePoints()
                .map(c -> c == '\t' ? ' ' : c)
                .map(c -> isPrintable(c) ? c : '\uFFFD')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
