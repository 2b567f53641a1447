package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with the first matching scenario of a set; counts the calls of each. Thread-safe. */
public final class ScenarioDispatcher implements Dispatcher {
    private final List<Scenario> scenarios;
    private final Map<String, Integer> calls = new HashMap<>(); // guarded by this

    /** Creates a dispatcher whose call counts are zero. */
    public ScenarioDispatcher(ScenarioSet set) {
        scenarios = set.scenarios();
    }

    @Override
    public Dispatch dispatch(IncomingRequest request) {
        BitSet matching = new BitSet(scenarios.size());
        for (int k = 0; k < scenarios.size(); k++) {
            matching.set(k, scenarios.get(k).when().matches(request));
        }
        List<NearestMiss> misses = new ArrayList<>();
        Dispatch.Chosen chosen = choose(matching, misses);
        return chosen == null ? new Dispatch.Unmatched(nearest(misses, request)) : chosen;
    }

    /** Counts a call of each scenario that matches; scenarios that match but do not answer this call become misses. */
    private synchronized Dispatch.@Nullable Chosen choose(BitSet matching, List<NearestMiss> misses) {
        Dispatch.@Nullable Chosen chosen = null;
        for (int k = matching.nextSetBit(0); k >= 0; k = matching.nextSetBit(k + 1)) {
            Scenario scenario = scenarios.get(k);
            int call = calls.merge(scenario.name(), 1, Integer::sum);
            if (chosen == null && scenario.calls().contains(call)) {
                chosen = new Dispatch.Chosen(scenario, call);
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
