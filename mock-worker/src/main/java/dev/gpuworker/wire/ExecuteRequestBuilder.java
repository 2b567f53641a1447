package dev.gpuworker.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds an {@link ExecuteRequest}; fields that are not set stay absent on the wire. Not thread-safe. */
public final class ExecuteRequestBuilder {
    final String jobId;
    final String prompt;

    @Nullable Integer maxTokens;

    @Nullable Double temperature;

    @Nullable Double topP;

    @Nullable Long topK;

    @Nullable Double minP;

    @Nullable Double repetitionPenalty;

    List<String> stop = List.of();

    @Nullable Seed seed;

    ExecuteRequestBuilder(String jobId, String prompt) {
        this.jobId = jobId;
        this.prompt = prompt;
    }

    ExecuteRequestBuilder(ExecuteRequest request) {
        this(request.jobId(), request.prompt());
        maxTokens = request.maxTokens();
        temperature = request.temperature();
        topP = request.topP();
        topK = request.topK();
        minP = request.minP();
        repetitionPenalty = request.repetitionPenalty();
        stop = request.stop();
        seed = request.seed();
    }

    /** Sets the greatest number of tokens; 1 to 2048, default 2048. */
    public ExecuteRequestBuilder maxTokens(int tokens) {
        maxTokens = tokens;
        return this;
    }

    /** Sets the temperature; 0.0 (reproducible, with a seed) to 2.0, default 1.0. */
    public ExecuteRequestBuilder temperature(double value) {
        temperature = value;
        return this;
    }

    /** Sets nucleus sampling; 0.0 to 1.0, default 1.0 (off). */
    public ExecuteRequestBuilder topP(double value) {
        topP = value;
        return this;
    }

    /** Sets top-k sampling; 0 to the vocabulary's size, default 0 (off). */
    public ExecuteRequestBuilder topK(long value) {
        topK = value;
        return this;
    }

    /** Sets min-p sampling; 0.0 to 1.0, default 0.0 (off). */
    public ExecuteRequestBuilder minP(double value) {
        minP = value;
        return this;
    }

    /** Sets the repetition penalty; 0.0 to 2.0, default 1.0 (off). */
    public ExecuteRequestBuilder repetitionPenalty(double value) {
        repetitionPenalty = value;
        return this;
    }

    /** Sets the stop sequences; at most 4, default none. */
    public ExecuteRequestBuilder stop(String... sequences) {
        stop = List.of(sequences);
        return this;
    }

    /** Sets the seed; the bits are read as unsigned. By default the worker chooses it. */
    public ExecuteRequestBuilder seed(long bits) {
        seed = new Seed(bits);
        return this;
    }

    /** Returns the request. */
    public ExecuteRequest build() {
        return new ExecuteRequest(this);
    }
}
