package dev.gpuworker.real;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.StreamWatcher;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.StreamTimings;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.WireJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes every job's transcript when the job ends, and keeps timings and seeds until the test ends. Thread-safe. */
final class JobRecorder {
    /** Enough for a few hundred thousand tokens; beyond that, a soak continues without transcripts. */
    private static final long TRANSCRIPT_BYTES_MAX = 64L << 20;

    private static final int JOBS_MAX = 10_000;

    private final TestArtifacts artifacts;
    private final HarnessVram vram;
    private final List<ObjectNode> timings = new ArrayList<>(); // guarded by this
    private final List<RuntimeException> failures = new ArrayList<>(); // guarded by this
    private int running; // guarded by this
    private long jobs; // guarded by this

    JobRecorder(TestArtifacts artifacts, HarnessVram vram) {
        this.artifacts = artifacts;
        this.vram = vram;
    }

    /** Starts recording a job; the caller must call this before it sends the job. */
    synchronized void begin(ExecuteRequest request) {
        jobs++;
        if (running++ == 0) {
            vram.jobBegins("job " + jobs + " (" + request.jobId() + ")");
        }
    }

    /** Forgets a job that could not be sent. */
    synchronized void abandon() {
        running--;
        notifyAll();
    }

    /** Follows the job's stream to its end. */
    void follow(ExecuteRequest request, EventStream stream) {
        stream.watch(new StreamWatcher() {
            @Override
            public void event(ReceivedEvent received) {
                // The whole stream is written when it has ended.
            }

            @Override
            public void ended(StreamRecord whole) {
                record(request, whole.received(), whole.transcript());
            }

            @Override
            public void failed(WorkerClientException failure) {
                record(request, failure.received(), failure.transcript());
            }
        });
    }

    private synchronized void record(ExecuteRequest request, List<ReceivedEvent> received, Transcript transcript) {
        try {
            if (--running == 0) {
                vram.jobEnded();
            }
            if (artifacts.sizeBytes("transcript.ndjson") < TRANSCRIPT_BYTES_MAX) {
                artifacts.append("transcript.ndjson", TranscriptLines.of(request.jobId(), transcript));
            }
            if (timings.size() < JOBS_MAX) {
                timings.add(timing(request.jobId(), StreamTimings.of(received), received.size()));
                seed(request, received).ifPresent(line -> artifacts.append("seeds.ndjson", List.of(line)));
            }
        } catch (RuntimeException e) {
            // This thread belongs to the client, so the failure is thrown when the harness is closed.
            failures.add(e);
        } finally {
            notifyAll();
        }
    }

    /** Waits until every stream has been written; closing the client ends all streams at once. */
    synchronized void awaitAll(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean interrupted = Thread.interrupted();
        while (running > 0 && deadline - System.nanoTime() > 0) {
            try {
                wait(Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the timings; throws the first recording failure, if there was one. */
    synchronized void finish() {
        ObjectNode all = WireJson.object().put("jobs", jobs).put("unrecorded", running);
        ArrayNode list = all.putArray("timings");
        timings.forEach(list::add);
        artifacts.write("timings.json", all);
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    private static ObjectNode timing(String jobId, StreamTimings timings, int events) {
        ObjectNode line = WireJson.object().put("job_id", jobId).put("events", events);
        timings.ttft().ifPresent(ttft -> line.put("ttft_ms", millis(ttft)));
        timings.itlPercentile(50).ifPresent(itl -> line.put("itl_p50_ms", millis(itl)));
        timings.itlPercentile(99).ifPresent(itl -> line.put("itl_p99_ms", millis(itl)));
        timings.decodeTime().ifPresent(decode -> line.put("decode_ms", millis(decode)));
        return line.put("total_ms", millis(timings.total()));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** Returns the seed from the request, or the one that the worker reports to have chosen (M0-W-1030, D-10). */
    private static Optional<ObjectNode> seed(ExecuteRequest request, List<ReceivedEvent> received) {
        ObjectNode line = WireJson.object().put("job_id", request.jobId());
        if (request.seed() != null) {
            return Optional.of(line.put("seed", request.seed().value()).put("chosen_by", "request"));
        }
        return received.stream()
                .map(ReceivedEvent::event)
                .filter(InferenceEvent.Started.class::isInstance)
                .map(event -> ((InferenceEvent.Started) event).seed())
                .flatMap(seed -> Optional.ofNullable(seed).stream())
                .findFirst()
                .map(seed -> line.put("seed", seed.value()).put("chosen_by", "worker"));
    }
}
