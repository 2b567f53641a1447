package dev.gpuworker.mock.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers with the first scenario of a set that matches; counts the calls of each. Thread-safe. */
public final class ScenarioDispatcher implements Dispatcher {
    private final List<Scenario> scenarios;
    private final Map<String, Integer> calls = new HashMap<>(); // guarded by this

    /** Creates a dispatcher in which no call has been counted. */
    public ScenarioDispatcher(ScenarioSet set) {
        scenarios = set.scenarios();
    }

    @Override
    public Dispatch dispatch(IncomingRequest request) {
        List<Optional<String>> reasons = scenarios.stream()
                .map(scenario -> scenario.when().mismatch(request))
                .toList();
        return choose(reasons);
    }

    private synchronized Dispatch choose(List<Optional<String>> reasons) {
        Dispatch.@Nullable Chosen chosen = null;
        List<NearestMiss> misses = new ArrayList<>();
        for (int k = 0; k < reasons.size(); k++) {
            Scenario scenario = scenarios.get(k);
            if (reasons.get(k).isPresent()) {
                continue;
            }
            int call = calls.merge(scenario.name(), 1, Integer::sum);
            if (chosen == null && scenario.calls().contains(call)) {
                chosen = new Dispatch.Chosen(scenario, call);
            } else {
                misses.add(new NearestMiss(
                        scenario.name(), "it answers calls " + scenario.calls() + ", and this is call " + call));
            }
        }
        return chosen == null ? new Dispatch.Unmatched(nearest(misses, reasons)) : chosen;
    }

    /** Prefers a scenario that only its calls keep from answering, then the first one. */
    private @Nullable NearestMiss nearest(List<NearestMiss> byCalls, List<Optional<String>> reasons) {
        if (!byCalls.isEmpty()) {
            return byCalls.get(0);
        }
        for (int k = 0; k < reasons.size(); k++) {
            Optional<String> reason = reasons.get(k);
            if (reason.isPresent()) {
                return new NearestMiss(scenarios.get(k).name(), reason.get());
            }
        }
        return null;
    }
}
