package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.mock.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** What a {@link Dispatcher} chose. */
public sealed interface Dispatch {
    /**
     * This scenario answers.
     *
     * @param scenario the scenario
     * @param call the number of the call among those that the scenario's {@code when} matched, from 1
     */
    record Chosen(Scenario scenario, int call) implements Dispatch {}

    /**
     * No scenario matches: the worker's default behaviour answers, or with {@code --strict} a 500.
     *
     * @param nearest the scenario that came closest; absent where there is none at all
     */
    record Unmatched(@Nullable NearestMiss nearest) implements Dispatch {}

    /**
     * The test enqueued scripts, and all have been taken: the worker answers 500 at once.
     *
     * @param taken how many there were
     */
    record QueueEmpty(int taken) implements Dispatch {
        /** Returns what is wrong and what to do. */
        public String message() {
            return "the queue of scripts is empty: " + taken
                    + (taken == 1 ? " was enqueued and has been taken" : " were enqueued and all have been taken")
                    + "; enqueue one for each job";
        }
    }
}
