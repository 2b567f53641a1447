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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The breaches that are known of a worker, one on a line: rule, worker, last day, why. A listed rule is judged like any
 * other, and must be broken. Immutable.
 *
 * <pre>
 * # rule  worker           until       why
 * W-320   worker-orcd-0.1  2027-03-31  there is no /cancel
 * </pre>
 *
 * @param entries each rule once
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
    public static KnownDeviations read(Path file, Rulebook rulebook) {
        try {
            return parse(PrintableText.line(file.toString()), TextFiles.read(file, BYTES_MAX), rulebook);
        } catch (TextFileException e) {
            throw new IllegalArgumentException("the file of known deviations can't be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file that comes with this module: {@code worker-orcd-2025-10} for instance. */
    public static KnownDeviations shipped(String name, Rulebook rulebook) {
        String path = name + ".deviations";
        try (InputStream in = KnownDeviations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no known deviations of \"" + name + "\" are shipped");
            }
            return parse(path, new String(in.readAllBytes(), StandardCharsets.UTF_8), rulebook);
        } catch (IOException e) {
            throw new IllegalArgumentException("the shipped known deviations can't be read: " + e, e);
        }
    }

    static KnownDeviations parse(String name, String text, Rulebook rulebook) {
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
                read(line, entries, rulebook).ifPresent(problem -> errors.add(new Located(place, problem)));
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

    private static Optional<String> read(String line, Map<String, KnownDeviation> entries, Rulebook rulebook) {
        String[] columns = line.split("\\s+", COLUMNS);
        if (columns.length < COLUMNS) {
            return Optional.of("has " + columns.length + " of 4 columns: rule, worker, last day, why");
        }
        Optional<Rule> rule = rulebook.rule(columns[0]);
        if (rule.isEmpty()) {
            return Optional.of("names the rule " + quoted(columns[0]) + ", which there is not; see the command list");
        }
        LocalDate expires;
        try {
            expires = LocalDate.parse(columns[2]);
        } catch (DateTimeException e) {
            return Optional.of("has " + quoted(columns[2]) + " for the last day; write it as 2027-03-31");
        }
        String id = rule.get().id();
        return entries.put(id, new KnownDeviation(id, columns[1], expires, columns[3])) == null
                ? Optional.empty()
                : Optional.of("names the rule " + id + " a second time");
    }

    private static String quoted(String column) {
        return PrintableText.quoted(column, COLUMN_CHARS_MAX);
    }

    /** Returns the result with this file applied on a day. */
    public ConformanceResult applyTo(ConformanceResult result, LocalDate today) {
        return new ConformanceResult(
                result.results().stream().map(each -> applyTo(each, today)).toList(), result.recording());
    }

    private RuleResult applyTo(RuleResult result, LocalDate today) {
        return entries.stream()
                .filter(entry -> entry.rule().equals(result.rule().id()))
                .findFirst()
                .map(entry -> new RuleResult(result.rule(), entry.applyTo(result.verdict(), today), result.millis()))
                .orElse(result);
    }
}
