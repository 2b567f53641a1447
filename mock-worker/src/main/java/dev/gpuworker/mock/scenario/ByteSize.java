package dev.gpuworker.mock.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A size with its unit.
 *
 * @param bytes at least 0
 */
public record ByteSize(long bytes) {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([A-Za-z]+)");
    private static final Map<String, Long> UNITS = units();

    /** Rejects negative sizes. */
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size must not be negative, but was " + bytes + " bytes");
        }
    }

    /**
     * Parses a size such as {@code 24GiB}, {@code 1.5GB} or {@code 512 B}. Throws {@link IllegalArgumentException} for
     * anything else, including a missing unit.
     */
    public static ByteSize parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        Long unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is not a size; write a number and a unit: 512MiB, 24GiB");
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("\"" + text + "\" is more than 8 EiB");
        }
        return new ByteSize(bytes.longValue());
    }

    /** Returns the size with the greatest binary unit that divides it: {@code 24GiB}. */
    @Override
    public String toString() {
        String best = bytes + "B";
        for (Map.Entry<String, Long> unit : UNITS.entrySet()) {
            boolean binary = unit.getKey().endsWith("iB");
            if (binary && bytes > 0 && bytes % unit.getValue() == 0) {
                best = bytes / unit.getValue() + unit.getKey();
            }
        }
        return best;
    }

    private static Map<String, Long> units() {
        Map<String, Long> units = new LinkedHashMap<>();
        units.put("B", 1L);
        String[] prefixes = {"K", "M", "G", "T"};
        long binary = 1;
        long decimal = 1;
        for (String prefix : prefixes) {
            binary *= 1024;
            decimal *= 1000;
            units.put(prefix + "iB", binary);
            units.put(prefix + "B", decimal);
        }
        return units;
    }
}
