package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.match.CallRange;
import dev.gpuworker.mock.scenario.match.Share;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds scenarios that can never answer because earlier ones answer all the requests that they match. */
final class Shadows {
    /** The search is quadratic; a file with more scenarios is not searched further. */
    private static final int SCENARIOS_MAX = 300;

    private Shadows() {}

    static void add(List<LocatedScenario> located, Problems problems) {
        int count = Math.min(located.size(), SCENARIOS_MAX);
        for (int k = 1; k < count; k++) {
            LocatedScenario later = located.get(k);
            shadow(located.subList(0, k), later.scenario())
                    .ifPresent(earlier -> problems.add(
                            later.name(),
                            "scenario \"" + later.scenario().name() + "\" can never answer: \""
                                    + earlier.scenario().name() + "\" in line "
                                    + earlier.name().line() + " answers everything that it matches",
                            "put it before, or narrow the earlier one with when or calls"));
        }
    }

    private static Optional<LocatedScenario> shadow(List<LocatedScenario> earlier, Scenario later) {
        List<LocatedScenario> sameWhen = new ArrayList<>();
        for (LocatedScenario one : earlier) {
            Scenario scenario = one.scenario();
            if (!scenario.share().equals(Share.ALL)) {
                continue;
            }
            if (scenario.calls().equals(CallRange.ALL) && scenario.when().covers(later.when())) {
                return Optional.of(one);
            }
            if (scenario.when().equals(later.when())) {
                sameWhen.add(one);
            }
        }
        return coveredTogether(sameWhen, later.calls()) ? Optional.of(sameWhen.get(0)) : Optional.empty();
    }

    /** Scenarios with the same {@code when} count the same calls, so their ranges can be joined. */
    private static boolean coveredTogether(List<LocatedScenario> earlier, CallRange calls) {
        List<CallRange> ranges = earlier.stream()
                .map(one -> one.scenario().calls())
                .sorted(Comparator.comparingInt(CallRange::first))
                .toList();
        long next = calls.first();
        for (CallRange range : ranges) {
            if (range.first() <= next) {
                next = Math.max(next, (long) range.last() + 1);
            }
        }
        return next > calls.last();
    }
}
