package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.mock.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** The choice of a {@link Dispatcher}. */
public sealed interface Dispatch {
    /**
     * This scenario answers.
     *
     * @param scenario the scenario
     * @param call number of the call, from 1, among those that the scenario's {@code when} matched
     */
    record Chosen(Scenario scenario, int call) implements Dispatch {}

    /**
     * No scenario matches: the worker's default behaviour answers, or with {@code --strict} a 500.
     *
     * @param nearest the scenario that came closest; absent if there are no scenarios
     */
    record Unmatched(@Nullable NearestMiss nearest) implements Dispatch {}

    /**
     * The request names a scenario in its header {@code x-scenario}, the set is one in which that header chooses, and
     * it has no such scenario. The worker answers 500 at once: any other answer would be a test of something else.
     *
     * @param message what is wrong, with the nearest name
     */
    record UnknownScenario(String message) implements Dispatch {}

    /**
     * The test enqueued scripts and jobs have taken all of them: the worker answers 500 at once.
     *
     * @param taken number of scripts taken
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
