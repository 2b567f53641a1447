package dev.gpuworker.pact;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All provider states that the pact names. {@code docs/pact.md} describes them for other languages.
 *
 * <p>Requests alone can bring any worker into the states that are reachable over the API; the others need a
 * {@link ProviderStateHandler} with other means.
 */
public enum ProviderStates {
    /** The worker answers and no job runs. */
    READY("a worker is ready", "", true),
    /** The job {@code job_id} runs: its {@code started} event has been sent, and it will run for some seconds. */
    JOB_RUNS("a job is running", "job_id", true),
    /** The job {@code job_id} has ended. */
    JOB_HAS_ENDED("a job has ended", "job_id", true),
    /** A job runs, and this worker refuses a second one (D-07); a worker that queues cannot enter this state. */
    REFUSES_SECOND_JOB("a job is running and a second one is refused", "job_id", true),
    /** The job of the interaction is cancelled as soon as its first event has come. */
    JOB_IS_CANCELLED("the job is cancelled while it runs", "", true),
    /** The next job fails, while it runs, with the error code {@code code}. */
    JOB_FAILS("the next job fails while it runs", "code", false),
    /** The next job generates the text {@code sequence}, which is one of its stop sequences. */
    JOB_HITS_STOP_SEQUENCE("the next job generates a stop sequence", "sequence", false),
    /** The last job ran out of VRAM, so that health is {@code unhealthy} (D-12). */
    UNHEALTHY("the last job ran out of VRAM", "", false),
    /** The worker was asked to shut down and still finishes a job (M0-W-1340). */
    DRAINING("the worker is draining", "", false);

    private final String words;
    private final String parameter;
    private final boolean reachableOverApi;

    ProviderStates(String words, String parameter, boolean reachableOverApi) {
        this.words = words;
        this.parameter = parameter;
        this.reachableOverApi = reachableOverApi;
    }

    /** Returns the state with exactly this name in the pact. */
    public static Optional<ProviderStates> of(String words) {
        return Stream.of(values()).filter(state -> state.words.equals(words)).findFirst();
    }

    /** Returns the name in the pact. */
    public String words() {
        return words;
    }

    /** Returns the names of its parameters, all of them strings and all required. */
    public List<String> parameters() {
        return parameter.isEmpty() ? List.of() : List.of(parameter);
    }

    /** Returns whether the worker stays changed until the state is left. */
    boolean holds() {
        return this != READY && this != JOB_HAS_ENDED;
    }

    /** Returns whether requests alone can bring a worker into this state. */
    public boolean isReachableOverApi() {
        return reachableOverApi;
    }
}
