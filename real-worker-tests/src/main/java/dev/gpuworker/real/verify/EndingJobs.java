package dev.gpuworker.real.verify;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.HttpErrorException;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.io.Deadline;
import dev.gpuworker.real.process.linux.Waiting;
import dev.gpuworker.real.vram.JobEndings;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import java.time.Duration;
import java.util.List;

/** Sends jobs that end in a wanted way, and checks that they did. Not thread-safe. */
public final class EndingJobs {
    /** Long enough to be cancelled before its end on any worker. */
    private static final int LONG_TOKENS = RequestLimits.MAX_TOKENS_DEFAULT;

    /** A job may end by itself before it can be cancelled. */
    private static final int TRIES_MAX = 3;

    /** A worker notices within seconds that its client has gone. */
    private static final Duration FREE_WITHIN = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(20);

    private final WorkerClient client;
    private final JobPrompt prompt;
    private final long seed;
    private final int finishedTokens;
    private int sent;

    /** Sends one job of one kind. */
    @FunctionalInterface
    public interface Job {
        /** Sends it and returns when it is over; throws if it did not end as it should. */
        void send() throws JobEndedOtherwiseException, InterruptedException;
    }

    /**
     * Creates the jobs.
     *
     * @param finishedTokens {@code max_tokens} of jobs that run to their end
     */
    public EndingJobs(WorkerClient client, JobPrompt prompt, long seed, int finishedTokens) {
        this.client = client;
        this.prompt = prompt;
        this.seed = seed;
        this.finishedTokens = finishedTokens;
    }

    /** Sends a job that ends by itself. */
    public void finished() throws JobEndedOtherwiseException {
        String jobId = id(JobEndings.FINISHED);
        try (EventStream stream = client.execute(request(jobId, prompt.text(), finishedTokens))) {
            List<InferenceEvent> events = stream.collect().events();
            if (!(events.get(events.size() - 1) instanceof InferenceEvent.End)) {
                throw otherwise(jobId, "finish", events);
            }
        }
    }

    /** Sends a request that must be refused. */
    public void refused() throws JobEndedOtherwiseException {
        String jobId = id(JobEndings.REFUSED);
        Transcript answer =
                client.send("POST", "/execute", "{\"job_id\":\"" + jobId + "\",\"prompt\":\"x\",\"temperature\":9}");
        if (answer.status() != ErrorCode.INVALID_REQUEST.httpStatus()) {
            throw new JobEndedOtherwiseException(
                    "request \"" + jobId + "\" was to be refused with 400, but was answered with " + answer.status());
        }
    }

    /** Sends a job and cancels it at its first token. */
    public void cancelled() throws JobEndedOtherwiseException {
        for (int tries = 1; ; tries++) {
            String jobId = id(JobEndings.CANCELLED);
            try (EventStream stream = client.execute(request(jobId, prompt.text(), LONG_TOKENS))) {
                stream.await(event -> event instanceof InferenceEvent.Token);
                client.cancel(jobId);
                stream.awaitTranscript();
                List<InferenceEvent> events = events(stream);
                if (endsWith(ErrorCode.CANCELLED.name(), events)) {
                    return;
                }
                if (tries == TRIES_MAX || !endsByItself(events)) {
                    throw otherwise(jobId, "be cancelled", events);
                }
            }
        }
    }

    /**
     * Sends a job and leaves at its first token. The next job starts only once the slot is free, so the lost job is
     * over when this method returns.
     */
    public void clientGone() throws JobEndedOtherwiseException, InterruptedException {
        for (int tries = 1; ; tries++) {
            String jobId = "client-gone-" + ++sent;
            List<InferenceEvent> events;
            try (EventStream stream = client.execute(request(jobId, prompt.text(), LONG_TOKENS))) {
                stream.await(event -> event instanceof InferenceEvent.Token);
                events = events(stream);
            }
            boolean left = events.stream().anyMatch(InferenceEvent.Token.class::isInstance)
                    && events.stream().noneMatch(InferenceEvent::isTerminal);
            if (left) {
                finishedOnceFree();
                return;
            }
            if (tries == TRIES_MAX || !endsByItself(events)) {
                throw otherwise(jobId, "lose its client", events);
            }
        }
    }

    /** Sends a job that must fail with this code. */
    public void failed(String code, String provocation) throws JobEndedOtherwiseException {
        String jobId = id(JobEndings.FAILED);
        try (EventStream stream = client.execute(request(jobId, provocation, LONG_TOKENS))) {
            stream.awaitTranscript();
            List<InferenceEvent> events = events(stream);
            if (!endsWith(code, events)) {
                throw otherwise(jobId, "fail with " + code, events);
            }
        }
    }

    private void finishedOnceFree() throws JobEndedOtherwiseException, InterruptedException {
        Deadline deadline = Deadline.after(FREE_WITHIN);
        while (true) {
            try {
                finished();
                return;
            } catch (HttpErrorException e) {
                if (e.status() != ErrorCode.WORKER_BUSY.httpStatus() || deadline.hasPassed()) {
                    throw e;
                }
                Waiting.pause(POLL);
            }
        }
    }

    private String id(String ending) {
        return ending + "-" + ++sent;
    }

    private static List<InferenceEvent> events(EventStream stream) {
        return stream.received().stream().map(received -> received.event()).toList();
    }

    private static boolean endsByItself(List<InferenceEvent> events) {
        return !events.isEmpty() && events.get(events.size() - 1) instanceof InferenceEvent.End;
    }

    private static boolean endsWith(String code, List<InferenceEvent> events) {
        return !events.isEmpty()
                && events.get(events.size() - 1) instanceof InferenceEvent.Failed failed
                && failed.code().equals(code);
    }

    private static JobEndedOtherwiseException otherwise(String jobId, String wanted, List<InferenceEvent> events) {
        long tokens =
                events.stream().filter(InferenceEvent.Token.class::isInstance).count();
        InferenceEvent last = events.isEmpty() ? null : events.get(events.size() - 1);
        String how = last instanceof InferenceEvent.Failed failed
                ? "ended with error " + failed.code()
                : last instanceof InferenceEvent.End ? "ended by itself" : "broke off";
        return new JobEndedOtherwiseException("job \"" + jobId + "\" was to " + wanted + ", but it " + how + " after "
                + tokens + (tokens == 1 ? " token" : " tokens"));
    }

    private ExecuteRequest request(String jobId, String text, int tokens) {
        return ExecuteRequest.builder(jobId, text)
                .maxTokens(tokens)
                .temperature(prompt.temperature())
                .repetitionPenalty(prompt.repetitionPenalty())
                .seed(seed)
                .build();
    }
}
