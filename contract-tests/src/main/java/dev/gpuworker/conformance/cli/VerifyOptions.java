package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.io.DurationText;
import dev.gpuworker.io.FilePath;
import dev.gpuworker.io.PrintableText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What `verify` and `judge` share. */
final class VerifyOptions {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

    @Option(
            names = "--rules",
            paramLabel = "<glob>",
            description =
                    "rules to judge, by id: * and ? are wildcards, commas part several (default: all, or those of the recorded run)")
    private @Nullable String rules;

    @Option(
            names = "--known-deviations",
            paramLabel = "<file>",
            description = "breaches that are known: check, worker, last day, why; each must still be there."
                    + " worker-orcd-2025-10 names the list that is shipped")
    private @Nullable String knownDeviations;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "where report.json, junit.xml, report.html and traces/ go")
    private @Nullable Path reportDir;

    @Option(names = "--json", description = "print the report as JSON instead of the summary")
    private boolean json;

    /** Returns the rules that were asked for, or else these. */
    Rulebook rulebook(String otherwise) {
        String globs = rules == null ? otherwise : rules;
        Rulebook chosen = WorkerRulebook.all().matching(globs);
        if (chosen.rules().isEmpty()) {
            throw new IllegalArgumentException("no rule matches --rules " + globs + "; see the command list");
        }
        return chosen;
    }

    /** Returns the known deviations that were named; asks for the checks only if there are any. */
    KnownDeviations deviations(Supplier<List<Check>> checks) {
        if (knownDeviations == null) {
            return KnownDeviations.NONE;
        }
        boolean isName = knownDeviations.matches("[A-Za-z0-9-]+") && !Files.exists(FilePath.of(knownDeviations));
        return isName
                ? KnownDeviations.shipped(knownDeviations, checks.get())
                : KnownDeviations.read(path(knownDeviations), checks.get());
    }

    private static Path path(String text) {
        try {
            return FilePath.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--known-deviations " + PrintableText.quoted(text, 200) + " " + e.getMessage(), e);
        }
    }

    @Nullable Path reportDir() {
        return reportDir;
    }

    boolean json() {
        return json;
    }

    /** Returns the {@code --timeout}; throws {@link IllegalArgumentException} if it is out of bounds. */
    static Duration timeout(Duration given) {
        if (given.compareTo(TIMEOUT_MIN) < 0 || given.compareTo(TIMEOUT_MAX) > 0) {
            throw new IllegalArgumentException("--timeout must be from 1ms to 1h, but was " + DurationText.of(given));
        }
        return given;
    }

    static Patience patience(Duration await) {
        return Patience.DEFAULT.withAwait(await);
    }
}
