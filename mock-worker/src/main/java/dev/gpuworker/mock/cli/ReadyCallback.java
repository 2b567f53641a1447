package dev.gpuworker.mock.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.HttpAddress;
import dev.gpuworker.mock.cli.callback.CallbackCall;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Notifies the orchestrator that a worker is ready (M0-W-1110). Retries if that fails; the worker serves in any case.
 */
final class ReadyCallback {
    private static final int ATTEMPTS_MAX = 5;

    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(2);

    /** Doubles after each attempt: 0.2, 0.4, 0.8 and 1.6 s. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** How soon a call without a time limit notices that the process is asked to stop. */
    private static final Duration STOP_POLL = Duration.ofMillis(50);

    private final CallbackCall call;
    private final EventLog log;
    private final StopRequest stop;

    ReadyCallback(URI target, EventLog log, StopRequest stop) {
        this(target, ATTEMPT_TIMEOUT, log, stop);
    }

    private ReadyCallback(URI target, Duration timeout, EventLog log, StopRequest stop) {
        this.call = new CallbackCall(HttpAddress.parse(target.toString()), timeout);
        this.log = log;
        this.stop = stop;
    }

    /** Returns the callback of the worker as built, which waits for its answer without a time limit. */
    static ReadyCallback withoutTimeLimit(URI target, EventLog log, StopRequest stop) {
        return new ReadyCallback(target, Duration.ZERO, log, stop);
    }

    /**
     * Posts the body once, as the worker as built does: it does not start if that fails. Returns also if the process is
     * asked to stop.
     */
    void postOnce(String body) throws StartFailure, InterruptedException {
        CompletableFuture<String> answer = call.post(body);
        while (!answer.isDone()) {
            if (stop.await(STOP_POLL)) {
                return;
            }
        }
        String problem = answer.join();
        if (!problem.isEmpty()) {
            throw new StartFailure(
                    ErrorCode.INTERNAL,
                    "the ready callback failed, and the worker as built does not start then: " + problem
                            + "; make --callback-url " + call.shown()
                            + " answer 2xx, or give http://localhost:9999/, which is never called",
                    Map.of("url", call.shown()));
        }
        log.info("callback", Map.of("url", call.shown(), "attempt", 1));
    }

    /** Returns the body; the worker as built sends no {@code model_ref}. */
    static String body(String workerId, Optional<String> modelRef, long vramBytes, URI workerUri) {
        ObjectNode body = WireJson.object();
        body.put("worker_id", workerId);
        modelRef.ifPresent(ref -> body.put("model_ref", ref));
        body.put("vram_bytes", vramBytes);
        body.put("uri", workerUri.toString());
        return WireJson.text(body);
    }

    /** Posts the body. Returns once it was accepted, the last attempt has failed, or the process is asked to stop. */
    void post(String body) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
            problem = call.attempt(body);
            if (problem.isEmpty()) {
                log.info("callback", Map.of("url", call.shown(), "attempt", attempt));
                return;
            }
            if (attempt < ATTEMPTS_MAX && stop.await(pause)) {
                return;
            }
            pause = pause.multipliedBy(2);
        }
        log.log(
                LogLevel.ERROR,
                "error",
                Map.of(
                        "code",
                        "INTERNAL",
                        "url",
                        call.shown(),
                        "message",
                        "the ready callback failed " + ATTEMPTS_MAX + " times, last: " + problem
                                + "; the worker serves anyway"));
    }
}
