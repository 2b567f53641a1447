package dev.gpuworker.conformance;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The breaches that are known of a worker, one on a line: check, worker, last day, why. A listed check is judged like
 * any other, and must be broken. Immutable.
 *
 * <pre>
 * # check worker           until       why
 * W-320   worker-orcd-0.1  2027-03-31  there is no /cancel
 * </pre>
 *
 * @param entries each check once
 */
public record KnownDeviations(List<KnownDeviation> entries) {
    /** No known deviation. */
    public static final KnownDeviations NONE = new KnownDeviations(List.of());

    private static final int COLUMNS = 4;
    private static final int LINES_MAX = 10_000;
    private static final int BYTES_MAX = 4 << 20;
    private static final int COLUMN_CHARS_MAX = 80;

    /** Copies the list. */
    public KnownDeviations {
        entries = List.copyOf(entries);
    }

    /** Reads a file. Throws {@link IllegalArgumentException} that tells every error with its line. */
    public static KnownDeviations read(Path file, Collection<Check> checks) {
        try {
            return parse(PrintableText.line(file.toString()), TextFiles.read(file, BYTES_MAX), checks);
        } catch (TextFileException e) {
            throw new IllegalArgumentException("the file of known deviations can't be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file that comes with this module: {@code worker-orcd-2025-10} for instance. */
    public static KnownDeviations shipped(String name, Collection<Check> checks) {
        String path = name + ".deviations";
        try (InputStream in = KnownDeviations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no known deviations of \"" + name + "\" are shipped");
            }
            return parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8), checks);
        } catch (IOException e) {
            throw new IllegalArgumentException("the shipped known deviations can't be read: " + e, e);
        }
    }

    static KnownDeviations parse(String name, String text, Collection<Check> checks) {
        Map<String, KnownDeviation> entries = new LinkedHashMap<>();
        List<Located> errors = new ArrayList<>();
        int number = 0;
        for (String raw : (Iterable<String>) text.lines()::iterator) {
            number++;
            String line = raw.strip();
            if (number > LINES_MAX) {
                errors.add(new Located(number, "is one line more than the " + LINES_MAX + " that are read"));
                break;
            }
            if (!line.isEmpty() && !line.startsWith("#")) {
                int place = number;
                read(line, entries, checks).ifPresent(problem -> errors.add(new Located(place, problem)));
            }
        }
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(
                    errors.stream().map(error -> error.in(name)).collect(Collectors.joining("\n")));
        }
        return new KnownDeviations(List.copyOf(entries.values()));
    }

    /**
     * An error and its place.
     *
     * @param line the line, from 1
     * @param problem what is wrong with it, as the end of a sentence
     */
    private record Located(int line, String problem) {
        String in(String name) {
            return name + ":" + line + " " + problem;
        }
    }

    private static Optional<String> read(String line, Map<String, KnownDeviation> entries, Collection<Check> checks) {
        String[] columns = line.split("\\s+", COLUMNS);
        if (columns.length < COLUMNS) {
            return Optional.of("has " + columns.length + " of 4 columns: check, worker, last day, why");
        }
        Optional<String> known = known(columns[0], checks);
        if (known.isEmpty()) {
            return Optional.of("names the check " + quoted(columns[0]) + ", which there is not; see the command list");
        }
        LocalDate expires;
        try {
            expires = LocalDate.parse(columns[2]);
        } catch (DateTimeException e) {
            return Optional.of("has " + quoted(columns[2]) + " for the last day; write it as 2027-03-31");
        }
        String id = known.get();
        return entries.put(id, new KnownDeviation(id, columns[1], expires, columns[3])) == null
                ? Optional.empty()
                : Optional.of("names the check " + id + " a second time");
    }

    /** Returns the id as its check has it. Ids of another tool's checks are taken as they are: one list serves all. */
    private static Optional<String> known(String id, Collection<Check> checks) {
        String upper = id.toUpperCase(Locale.ROOT);
        boolean isOfAnotherTool = upper.matches("[WPVI]-.+")
                && checks.stream().noneMatch(check -> check.id().startsWith(upper.substring(0, 2)));
        return isOfAnotherTool
                ? Optional.of(upper)
                : checks.stream()
                        .map(Check::id)
                        .filter(each -> each.equalsIgnoreCase(id))
                        .findFirst();
    }

    private static String quoted(String column) {
        return PrintableText.quoted(column, COLUMN_CHARS_MAX);
    }

    /** Returns the result with this file applied on a day. */
    public ConformanceResult applyTo(ConformanceResult result, LocalDate today) {
        return new ConformanceResult(
                result.results().stream()
                        .map(each -> new RuleResult(
                                each.rule(), applyTo(each.rule().check(), each.verdict(), today), each.millis()))
                        .toList(),
                result.recording());
    }

    /** Returns what the verdict on a check becomes under this file on a day. */
    public Verdict applyTo(Check check, Verdict verdict, LocalDate today) {
        return entries.stream()
                .filter(entry -> entry.check().equals(check.id()))
                .findFirst()
                .map(entry -> entry.applyTo(verdict, today))
                .orElse(verdict);
    }
}
