package dev.gpuworker.real.preset;

import dev.gpuworker.wire.ExecuteRequestBuilder;

/** Sampling parameters. Every preset has the seed 42, so that a run can be repeated. */
public enum Sampling {
    /** Temperature 0: the only one whose tokens the contract promises to be the same each time (M0-W-1826). */
    GREEDY(0.0, 1.0, 0),
    /** Temperature 0.7, top-p 0.9, top-k 40. */
    BALANCED(0.7, 0.9, 40),
    /** Temperature 1.2, top-p 0.95, no top-k. */
    CREATIVE(1.2, 0.95, 0);

    private static final long SEED = 42;

    private final double temperature;
    private final double topP;
    private final long topK;

    Sampling(double temperature, double topP, long topK) {
        this.temperature = temperature;
        this.topP = topP;
        this.topK = topK;
    }

    /** Sets these parameters and the seed, and returns the same builder. */
    public ExecuteRequestBuilder applyTo(ExecuteRequestBuilder request) {
        return request.temperature(temperature).topP(topP).topK(topK).seed(SEED);
    }
}
