package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.KnownDeviations;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.Rulebook;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.io.DurationText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that `verify` and `judge` share. */
final class VerifyOptions {
    private static final Duration TIMEOUT_MIN = Duration.ofMillis(1);
    private static final Duration TIMEOUT_MAX = Duration.ofHours(1);

    @Option(
            names = "--rules",
            paramLabel = "<glob>",
            description =
                    "rules to judge, by id: * and ? are wildcards, separate several with commas (default: all, or those of the recorded run)")
    private @Nullable String rules;

    @Option(names = "--known-deviations", paramLabel = "<list>", description = KnownDeviations.HELP)
    private @Nullable String knownDeviations;

    @Option(
            names = "--report-dir",
            paramLabel = "<folder>",
            description = "where report.json, junit.xml, report.html and traces/ go")
    private @Nullable Path reportDir;

    @Option(names = "--json", description = "print the report as JSON instead of the summary")
    private boolean json;

    /** Returns the rules that {@code --rules} selects; without the option, these. */
    Rulebook rulebook(String otherwise) {
        String globs = rules == null ? otherwise : rules;
        Rulebook chosen = WorkerRulebook.all().matching(globs);
        if (chosen.rules().isEmpty()) {
            throw new IllegalArgumentException("no rule matches --rules " + globs + "; see the command list");
        }
        return chosen;
    }

    /** Returns the known deviations that were named; calls {@code checks} only if there are any. */
    KnownDeviations deviations(Supplier<List<Check>> checks) {
        return knownDeviations == null ? KnownDeviations.NONE : KnownDeviations.of(knownDeviations, checks.get());
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
