package dev.gpuworker.conformance.mutant.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.InvalidRequestException;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** POST /execute of the reference worker. */
final class ExecuteRoute {
    private static final WorkerReply WRITTEN = new WorkerReply(0, Map.of(), "");
    private static final ExecuteRequestReader READER = new ExecuteRequestReader(new RequestLimits(2048, 32000));

    private final Behaviour behaviour;
    private final JobQueue jobs = new JobQueue();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final Set<String> idsSeen = ConcurrentHashMap.newKeySet();
    private volatile boolean healthy = true;
    private volatile boolean draining;
    private volatile Runnable whenDrained = () -> {};

    ExecuteRoute(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    JobQueue jobs() {
        return jobs;
    }

    boolean isHealthy() {
        return healthy;
    }

    int jobsDone() {
        return done.get();
    }

    int tokensDone() {
        return tokens.get();
    }

    void drain(Runnable then) {
        whenDrained = then;
        draining = true;
        if (behaviour.has(Quirk.SHUTDOWN_KILLS_JOB)) {
            jobs.cancelAll();
        }
        exitWhenIdle();
    }

    private void exitWhenIdle() {
        if (draining && jobs.isEmpty()) {
            Thread exit = new Thread(() -> {
                new Job(WireJson.object(), 0).pauseQuietly(50);
                whenDrained.run();
            });
            exit.setDaemon(true);
            exit.start();
        }
    }

    WorkerReply answer(WorkerRequest request, Socket socket, UnaryOperator<WorkerReply> finished)
            throws IOException, InterruptedException {
        String type = request.header("content-type");
        if (request.body().length > WorkerRequest.BODY_MAX) {
            return finished.apply(WorkerReply.refusal(413, ErrorCode.INVALID_REQUEST, "body too large"));
        }
        if (!type.isEmpty() && !type.startsWith("application/json")) {
            return finished.apply(WorkerReply.refusal(415, ErrorCode.INVALID_REQUEST, "not JSON"));
        }
        Job job = new Job(parsed(request), numbers.incrementAndGet());
        List<FieldError> errors = behaviour.errors.apply(job, errors(request));
        if (!errors.isEmpty()) {
            return finished.apply(WorkerReply.json(400, ErrorEnvelope.invalid(errors)));
        }
        if (draining && !behaviour.has(Quirk.DRAINING_ACCEPTS)) {
            return finished.apply(WorkerReply.refusal(503, ErrorCode.WORKER_DRAINING, "draining"));
        }
        return taken(job, socket, finished);
    }

    private static JsonNode parsed(WorkerRequest request) {
        try {
            return WireJson.tree(request.bodyText());
        } catch (JsonProcessingException e) {
            return WireJson.object();
        }
    }

    private static List<FieldError> errors(WorkerRequest request) {
        try {
            READER.read(request.body());
            return List.of();
        } catch (InvalidRequestException e) {
            return e.errors();
        }
    }

    private WorkerReply taken(Job job, Socket socket, UnaryOperator<WorkerReply> finished)
            throws IOException, InterruptedException {
        boolean queued = jobs.find(job.id()).isPresent();
        boolean running = queued && jobs.isRunning(job.id());
        boolean refused =
                queued && !behaviour.has(running ? Quirk.DUPLICATES_ACCEPTED : Quirk.DUPLICATES_OF_WAITING_ACCEPTED);
        if (refused || (!idsSeen.add(job.id()) && behaviour.has(Quirk.IDS_NEVER_REUSED))) {
            FieldError unique = new FieldError("job_id", "unique", "job_id is running or waiting", job.id());
            return finished.apply(WorkerReply.json(409, ErrorEnvelope.invalid(List.of(unique))));
        }
        if (!jobs.isEmpty() && behaviour.has(Quirk.REFUSES_SECOND_JOB)) {
            return finished.apply(WorkerReply.refusal(503, ErrorCode.WORKER_BUSY, "a job is running")
                    .with("Retry-After", "1"));
        }
        WorkerReply head = finished.apply(WorkerReply.stream());
        if (!head.isStream() && head.status() != 200) {
            return head;
        }
        stream(job, socket, head);
        return WRITTEN;
    }

    private void stream(Job job, Socket socket, WorkerReply head) throws IOException, InterruptedException {
        jobs.add(job, behaviour.has(Quirk.LAST_JOB_FIRST));
        if (behaviour.has(Quirk.SMALL_SEND_BUFFER)) {
            socket.setSendBufferSize(1);
        }
        StreamWriter out = new StreamWriter(behaviour, job, socket);
        try {
            out.head(head);
            if (!behaviour.has(Quirk.JOBS_INTERLEAVE)) {
                jobs.awaitTurn(job);
            }
            JobRunner runner = new JobRunner(behaviour, job, out);
            if (job.isCancelled() && !jobs.isRunning(job.id()) && !behaviour.ignoresCancel.test(job)) {
                runner.cancelledWhileWaiting();
            } else {
                runner.run();
            }
            done.incrementAndGet();
            tokens.addAndGet(job.tokens.get());
            healthy = true;
            free(job);
            out.finish();
        } catch (IOException e) {
            boolean reset = behaviour.has(Quirk.RESET_IGNORED) && job.id().contains("client-reset");
            if (reset || behaviour.has(Quirk.DISCONNECT_IGNORED)) {
                job.pauseQuietly(behaviour.tokenMillis * (240 - job.tokens.get()));
            }
            throw e;
        } finally {
            healthy = healthy && !job.request().path("prompt").asText().equals("PROVOKE VRAM_OOM");
            free(job);
        }
    }

    private void free(Job job) {
        if (behaviour.has(Quirk.SLOT_FREED_LATE) && job.id().contains("cancel-running-1-job")) {
            new Job(job.request(), 0).pauseQuietly(5300);
        }
        jobs.leave(job);
        exitWhenIdle();
    }
}
