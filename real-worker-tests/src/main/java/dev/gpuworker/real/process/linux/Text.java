package dev.gpuworker.real.process.linux;

import dev.gpuworker.io.PrintableText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Formats durations, command lines and foreign output. */
public final class Text {
    private static final String SAFE_IN_A_SHELL = "[A-Za-z0-9_@%+=:,./-]+";
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|([/\"\\\\]))");

    private Text() {}

    /** Returns "950 ms", "2.3 s" or "30 s". */
    public static String seconds(Duration duration) {
        long millis = duration.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        return millis % 1000 == 0 ? millis / 1000 + " s" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    /** Returns a line that a shell would read as these words. */
    public static String commandLine(List<String> words) {
        return words.stream()
                .map(word -> word.matches(SAFE_IN_A_SHELL) ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
    }

    /** Returns the text with JSON escapes resolved: characters by number, slashes and quotes. */
    public static String withoutJsonEscapes(String text) {
        return JSON_ESCAPE
                .matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) == null
                                ? escape.group(2)
                                : String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    /** Returns the line without characters that would break a terminal or an XML report, cut to {@code charsMax}. */
    public static String printable(String line, int charsMax) {
        return PrintableText.excerpt(line.replace('\t', ' '), charsMax);
    }
}
