package dev.gpuworker.conformance;

import dev.gpuworker.conformance.KnownDeviation.Outcome;
import dev.gpuworker.io.FilePath;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
 * The breaches that are known of a worker, one on a line: check, what comes of it, worker, last day, why. A listed
 * check is judged like any other, and must come out as listed. A line without the second column says {@code fails}.
 * Immutable.
 *
 * <pre>
 * # check outcome        worker           until       why
 * W-320   fails          worker-orcd-0.1  2027-03-31  there is no /cancel
 * W-323   could-not-run  worker-orcd-0.1  2027-03-31  nothing can be cancelled
 * W-225   either         worker-orcd-0.1  2027-03-31  a slow worker holds tokens back
 * </pre>
 *
 * @param entries each check once
 */
public record KnownDeviations(List<KnownDeviation> entries) {
    /** What a command line says of the option that names a list. */
    public static final String HELP =
            "a file of known breaches (check, fails|could-not-run|either, worker, last day, why):"
                    + " they don't make the run red, and a listed check that is kept does. worker-orcd-2025-10 names the shipped"
                    + " list of the worker as built in October 2025: with it a whole run against that worker ends with 0";

    /** No known deviation. */
    public static final KnownDeviations NONE = new KnownDeviations(List.of());

    private static final String COLUMNS = "check, outcome (fails, could-not-run, either), worker, last day, why";
    private static final String OLD_COLUMNS =
            "check, worker, last day, why (an outcome may follow the check: fails," + " could-not-run, either)";

    /** Names of the lists that come with this module. */
    private static final List<String> SHIPPED = List.of("worker-orcd-2025-10");

    private static final String ENDING = ".deviations";
    private static final int LINES_MAX = 10_000;
    private static final int BYTES_MAX = 4 << 20;
    private static final int COLUMN_CHARS_MAX = 80;
    private static final int PATH_CHARS_MAX = 200;

    /** Copies the list. */
    public KnownDeviations {
        entries = List.copyOf(entries);
    }

    /**
     * Reads the shipped list of this name or, if there is a file of this name or no such list, the file.
     *
     * @param nameOrFile {@code worker-orcd-2025-10}, or the path of a file
     * @param checks what may be named
     * @throws IllegalArgumentException that reports every error with its line, or which lists are shipped
     */
    public static KnownDeviations of(String nameOrFile, Collection<Check> checks) {
        Path file;
        try {
            file = FilePath.of(nameOrFile);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "known deviations: " + PrintableText.quoted(nameOrFile, PATH_CHARS_MAX) + " " + e.getMessage(), e);
        }
        return Files.exists(file) || !nameOrFile.matches("[A-Za-z0-9-]+")
                ? read(file, checks)
                : shipped(nameOrFile, checks);
    }

    /** Reads a file. Throws {@link IllegalArgumentException} that reports every error with its line. */
    public static KnownDeviations read(Path file, Collection<Check> checks) {
        try {
            return parse(PrintableText.line(file.toString()), TextFiles.read(file, BYTES_MAX), checks);
        } catch (TextFileException e) {
            throw new IllegalArgumentException("the file of known deviations can't be read: " + e.getMessage(), e);
        }
    }

    /** Reads a file that this module ships, such as {@code worker-orcd-2025-10}. */
    public static KnownDeviations shipped(String name, Collection<Check> checks) {
        String path = name + ENDING;
        try (InputStream in = KnownDeviations.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("no known deviations of "
                        + PrintableText.quoted(name, COLUMN_CHARS_MAX)
                        + " are shipped, and there is no such file; shipped: "
                        + String.join(", ", SHIPPED));
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
        String[] words = line.split("\\s+", 3);
        Optional<Outcome> told = words.length < 2 ? Optional.empty() : Outcome.of(words[1]);
        int first = told.isPresent() ? 2 : 1;
        String[] columns = line.split("\\s+", first + 3);
        if (columns.length < first + 3) {
            return Optional.of("has " + columns.length + " of " + (first + 3) + " columns: "
                    + (told.isPresent() ? COLUMNS : OLD_COLUMNS));
        }
        Optional<String> known = known(columns[0], checks);
        if (known.isEmpty()) {
            return Optional.of(
                    "names the check " + quoted(columns[0]) + ", which does not exist; see the command list");
        }
        LocalDate expires;
        try {
            expires = LocalDate.parse(columns[first + 1]);
        } catch (DateTimeException e) {
            return Optional.of("has " + quoted(columns[first + 1]) + " for the last day; write it as 2027-03-31");
        }
        String id = known.get();
        KnownDeviation entry =
                new KnownDeviation(id, told.orElse(Outcome.FAILS), columns[first], expires, columns[first + 2]);
        return entries.put(id, entry) == null
                ? Optional.empty()
                : Optional.of("names the check " + id + " a second time");
    }

    /**
     * Returns the id as its check spells it. Accepts ids of another tool's checks unchanged, because one list serves
     * all tools.
     */
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

    /** Applies this file to the verdict on a check on a day. */
    public Verdict applyTo(Check check, Verdict verdict, LocalDate today) {
        return entries.stream()
                .filter(entry -> entry.check().equals(check.id()))
                .findFirst()
                .map(entry -> entry.applyTo(verdict, today))
                .orElse(verdict);
    }
}
