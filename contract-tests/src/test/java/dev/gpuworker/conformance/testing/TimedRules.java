package dev.gpuworker.conformance.testing;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rules that measure time, and whose verdict can therefore be wrong or missing on a busy machine. A test that meets
 * such a verdict runs again and prints that it did; any other verdict stands.
 */
public final class TimedRules {
    private static final Set<String> IDS = Set.of(
            "W-133", "W-135", "W-221", "W-224", "W-225", "W-237", "W-241", "W-244", "W-248", "W-311", "W-312", "W-313",
            "W-322", "W-323", "W-343");

    /** A verdict that is wrong three times in a row is not the machine's. */
    private static final int RUNS_MAX = 3;

    private TimedRules() {}

    /** Returns whether the rule measures time. */
    public static boolean contains(String id) {
        return IDS.contains(id);
    }

    /**
     * Returns the result of a run, which is repeated up to twice while everything that is wrong with it begins with the
     * id of a rule that measures time.
     */
    @SuppressWarnings("SystemOut") // the log of the tests says how often
    public static <T> T run(Supplier<T> run, Function<T, List<String>> wrong) {
        T result = run.get();
        for (int again = 1; again < RUNS_MAX && isOnlyOfTime(wrong.apply(result)); again++) {
            System.out.println("run again, since these rules measure time: " + wrong.apply(result));
            result = run.get();
        }
        return result;
    }

    private static boolean isOnlyOfTime(List<String> wrong) {
        return !wrong.isEmpty() && wrong.stream().allMatch(each -> contains(each.replaceFirst(" .*", "")));
    }
}
