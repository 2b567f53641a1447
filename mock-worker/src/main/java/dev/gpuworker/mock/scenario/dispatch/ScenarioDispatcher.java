package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.ExecutionRandom;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import dev.gpuworker.mock.scenario.match.TextMatch;
import dev.gpuworker.wire.Seed;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers with the first matching scenario of a set; counts the calls of each. Thread-safe. */
public final class ScenarioDispatcher implements Dispatcher {
    /** The header with which a client's test chooses a scenario by name, as in the torture set. */
    private static final String CHOICE = "x-scenario";

    /** A share is drawn by job id; the request's own seed must not matter, since it may be chosen at random. */
    private static final Seed NO_SEED = new Seed(0);

    private static final int SHOWN_CHARS_MAX = 100;

    private final List<Scenario> scenarios;
    private final Seed seed;
    /** The values of {@link #CHOICE} that choose something; empty if the header chooses nothing, or by expressions. */
    private final Set<String> choices;

    private final Map<String, Integer> calls = new HashMap<>(); // guarded by this

    /** Creates a dispatcher whose call counts are zero. */
    public ScenarioDispatcher(ScenarioSet set) {
        scenarios = set.scenarios();
        seed = set.seed();
        choices = choices(scenarios);
    }

    private static Set<String> choices(List<Scenario> scenarios) {
        Set<String> choices = new LinkedHashSet<>();
        for (Scenario scenario : scenarios) {
            TextMatch match = scenario.when().headers().get(CHOICE);
            if (match instanceof TextMatch.Exact exact) {
                choices.add(exact.text());
            } else if (match != null) {
                return Set.of();
            }
        }
        return choices;
    }

    @Override
    public Dispatch dispatch(IncomingRequest request) {
        if (!choices.isEmpty()) {
            for (String choice : request.header(CHOICE)) {
                if (!choices.contains(choice)) {
                    return new Dispatch.UnknownScenario(unknown(choice));
                }
            }
        }
        BitSet matching = new BitSet(scenarios.size());
        for (int k = 0; k < scenarios.size(); k++) {
            matching.set(k, scenarios.get(k).when().matches(request));
        }
        List<NearestMiss> misses = new ArrayList<>();
        Dispatch.Chosen chosen = choose(matching, request.job().jobId(), misses);
        return chosen == null ? new Dispatch.Unmatched(nearest(misses, request)) : chosen;
    }

    private String unknown(String choice) {
        String shown = PrintableText.excerpt(choice, SHOWN_CHARS_MAX);
        return Suggestion.closest(choice, choices)
                .map(close -> "no scenario is named \"" + shown + "\" (header " + CHOICE + "); did you mean \"" + close
                        + "\"?")
                .orElse("no scenario is named \"" + shown + "\" (header " + CHOICE
                        + "); GET /mock/scenarios lists them");
    }

    /** Counts a call of each scenario that matches; scenarios that match but do not answer this call become misses. */
    private synchronized Dispatch.@Nullable Chosen choose(BitSet matching, String jobId, List<NearestMiss> misses) {
        Dispatch.@Nullable Chosen chosen = null;
        for (int k = matching.nextSetBit(0); k >= 0; k = matching.nextSetBit(k + 1)) {
            Scenario scenario = scenarios.get(k);
            int call = calls.merge(scenario.name(), 1, Integer::sum);
            boolean answersCall = scenario.calls().contains(call);
            boolean drawn =
                    scenario.share().contains(() -> ExecutionRandom.of(seed, scenario.name() + '\n' + jobId, NO_SEED));
            if (chosen == null && answersCall && drawn) {
                chosen = new Dispatch.Chosen(scenario, call);
            } else if (answersCall) {
                misses.add(new NearestMiss(
                        scenario.name(),
                        "it answers " + scenario.share() + " of the jobs, and this one was not drawn"));
            } else {
                misses.add(new NearestMiss(
                        scenario.name(), "it answers calls " + scenario.calls() + ", and this is call " + call));
            }
        }
        return chosen;
    }

    /** Prefers a scenario that matches but does not answer this call, then the first one. */
    private @Nullable NearestMiss nearest(List<NearestMiss> byCalls, IncomingRequest request) {
        if (!byCalls.isEmpty()) {
            return byCalls.get(0);
        }
        for (Scenario scenario : scenarios) {
            Optional<String> reason = scenario.when().mismatch(request);
            if (reason.isPresent()) {
                return new NearestMiss(scenario.name(), reason.get());
            }
        }
        return null;
    }
}
