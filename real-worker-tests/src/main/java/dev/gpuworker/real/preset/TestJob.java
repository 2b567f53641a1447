package dev.gpuworker.real.preset;

import dev.gpuworker.wire.ExecuteRequest;

/** Requests for tests, in one line. Both dialects accept them: every one has {@code max_tokens} and a seed. */
public final class TestJob {
    private TestJob() {}

    /** Returns a request with {@link Sampling#GREEDY}. */
    public static ExecuteRequest of(String jobId, String prompt, int maxTokens) {
        return of(jobId, prompt, maxTokens, Sampling.GREEDY);
    }

    /** Returns a request for this prompt with {@link Sampling#GREEDY}. */
    public static ExecuteRequest of(String jobId, Prompt prompt, int maxTokens) {
        return of(jobId, prompt.text(), maxTokens);
    }

    /** Returns a request with these parameters. */
    public static ExecuteRequest of(String jobId, String prompt, int maxTokens, Sampling sampling) {
        return sampling.applyTo(ExecuteRequest.builder(jobId, prompt).maxTokens(maxTokens))
                .build();
    }
}
