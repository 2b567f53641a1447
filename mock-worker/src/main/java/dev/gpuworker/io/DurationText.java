package dev.gpuworker.io;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 5ms}, {@code 1.5s}, {@code 2min}. */
public final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?) ?([a-zµ]+)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "min", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private DurationText() {}

    /**
     * Returns the duration that the text names, with a unit of {@code ns us ms s min h}. Throws
     * {@link IllegalArgumentException} for anything else, a missing unit included.
     */
    public static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        Long unit = matcher.matches() ? NANOS.get(matcher.group(2)) : null;
        if (unit == null) {
            boolean number = text.matches("[0-9.]{1,20}");
            String example = number ? text + "ms, " + text + "s" : "5ms, 2s, 1min";
            throw new IllegalArgumentException("\"" + text + "\" is not a duration; write a unit: " + example);
        }
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is longer than 292 years");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    /**
     * The same for an option of a command line, which also takes {@code m} for minutes, as people write it there. A
     * scenario file does not: beside {@code ms} it would be read wrongly.
     */
    public static Duration parseOption(String text) {
        return parse(text.strip().matches("[0-9.]{1,20} ?m") ? text.strip() + "in" : text);
    }

    /** Returns the text with the greatest unit that divides the duration: {@code 40ms}. */
    public static String of(Duration duration) {
        long nanos = duration.toNanos();
        if (nanos == 0) {
            return "0ms";
        }
        for (String unit : new String[] {"h", "min", "s", "ms", "us"}) {
            Long factor = NANOS.get(unit);
            if (factor != null && nanos % factor == 0) {
                return nanos / factor + unit;
            }
        }
        return nanos + "ns";
    }
}
