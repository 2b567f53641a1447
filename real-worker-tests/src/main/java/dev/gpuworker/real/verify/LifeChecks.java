package dev.gpuworker.real.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.StreamRecord;
import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.conformance.Keyword;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.real.process.ExitStatus;
import dev.gpuworker.real.process.ReadyWorker;
import dev.gpuworker.real.process.StopReport;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerLog;
import dev.gpuworker.real.process.linux.ProcessName;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks a normal life of the worker's process: it is ready in time, is not a mock, and ends on either signal. */
final class LifeChecks {
    /** M0-W-1120. */
    private static final Duration READY_MAX = Duration.ofSeconds(60);

    /** More lines than a start and one job write. */
    private static final int LOG_LINES_MAX = 5000;

    private final WorkerConfig config;
    private final Path folder;
    private final CurrentWorker current;
    private final GoingOn goingOn;
    private final Checks checks;

    /** Creates the checks; {@code goingOn} searches in the {@code current} process. */
    LifeChecks(WorkerConfig config, Path folder, CurrentWorker current, GoingOn goingOn, Checks checks) {
        this.config = config;
        this.folder = folder;
        this.current = current;
        this.goingOn = goingOn;
        this.checks = checks;
    }

    /** Throws {@link dev.gpuworker.real.process.WorkerStartException} if the worker does not become ready at all. */
    void run(boolean mockIsRed) {
        idle(mockIsRed);
        busy("TERM", ProcessChecks.TERM_WHEN_BUSY);
        busy("INT", ProcessChecks.INT_WHEN_BUSY);
    }

    private void idle(boolean mockIsRed) {
        try (ReadyWorker worker = start("idle-TERM");
                WorkerClient client = new WorkerClient(worker.baseUrl())) {
            checks.readLog(worker.process().log());
            checks.judge(
                    ProcessChecks.READY,
                    worker.readyAfter().compareTo(READY_MAX) <= 0,
                    "at most 60 s",
                    "ready after " + worker.readyAfter().toMillis() + " ms");
            judgeIdentity(client, mockIsRed);
            job(client);
            judgeLog(worker.process().log());
            signal(worker, "TERM", ProcessChecks.TERM_WHEN_IDLE);
        }
    }

    private void judgeLog(WorkerLog log) {
        List<String> missing = Stream.of("\"ready\"", "model_load_progress")
                .filter(event -> !log.tailContains(event))
                .map(event -> event.replace("\"", ""))
                .toList();
        checks.judge(
                ProcessChecks.LOGS,
                missing.isEmpty(),
                "events model_load_progress and ready",
                missing.isEmpty()
                        ? "both are present"
                        : "the log has no event " + String.join(" and no event ", missing));
        LoadProgress progress = LoadProgress.of(log.lastLines(LOG_LINES_MAX));
        if (progress.percents().isEmpty()) {
            checks.add(ProcessChecks.PROGRESS, new Verdict.NotApplicable("the log tells no percentage"));
        } else {
            checks.judge(
                    ProcessChecks.PROGRESS,
                    progress.fault().isEmpty(),
                    "percentages that never fall, and end at 100",
                    progress.fault().orElse(progress.all()));
        }
    }

    private void job(WorkerClient client) {
        try {
            long tokens = tokensOf(client, "verify-end-to-end");
            if (tokens == 0 && goingOn.search()) {
                tokens = tokensOf(client, "verify-end-to-end-again");
            }
            if (tokens == 0 && goingOn.isHopeless()) {
                checks.couldNotRun(ProcessChecks.END_TO_END, goingOn.hopeless());
                return;
            }
            checks.judge(
                    ProcessChecks.END_TO_END, tokens > 0, "1 to 8 tokens", tokens + " tokens, then its terminal event");
        } catch (WorkerClientException e) {
            checks.judge(ProcessChecks.END_TO_END, false, "a whole stream", String.valueOf(e.getMessage()));
        }
    }

    private long tokensOf(WorkerClient client, String jobId) {
        try (EventStream stream = client.execute(request(jobId, 8))) {
            StreamRecord whole = stream.collect();
            return whole.received().stream()
                    .filter(received -> received.event() instanceof InferenceEvent.Token)
                    .count();
        }
    }

    private ExecuteRequest request(String jobId, int tokens) {
        JobPrompt prompt = goingOn.prompt();
        return ExecuteRequest.builder(jobId, prompt.text())
                .maxTokens(tokens)
                .temperature(prompt.temperature())
                .repetitionPenalty(prompt.repetitionPenalty())
                .seed(1)
                .build();
    }

    /** Reads the answer leniently: a worker whose /health breaks the contract can still be no mock. */
    private void judgeIdentity(WorkerClient client, boolean mockIsRed) {
        JsonNode health;
        try {
            Transcript answer = client.send("GET", "/health", "");
            health = WireJson.tree(new String(answer.body(), StandardCharsets.UTF_8));
        } catch (WorkerClientException e) {
            checks.couldNotRun(ProcessChecks.NO_MOCK, "GET /health: " + e.getMessage());
            return;
        } catch (JsonProcessingException e) {
            checks.couldNotRun(ProcessChecks.NO_MOCK, "GET /health: the body is not JSON");
            return;
        }
        boolean isMock = health.path("mock").asBoolean(false);
        String standIn = health.path("stand_in").asText("");
        String said = isMock
                ? "/health says \"mock\": true"
                : standIn.isEmpty()
                        ? "/health does not mention a mock"
                        : "/health says that it is a stand-in: " + standIn;
        checks.judge(
                mockIsRed ? ProcessChecks.NO_MOCK : ProcessChecks.NO_MOCK.as(Keyword.SHOULD),
                !isMock,
                "no \"mock\": true",
                said);
    }

    private void busy(String signal, Check check) {
        try (ReadyWorker worker = start("busy-" + signal);
                WorkerClient client = new WorkerClient(worker.baseUrl())) {
            if (signalWhileItRuns(worker, client, "verify-busy", signal, check)
                    || (goingOn.search() && signalWhileItRuns(worker, client, "verify-busy-again", signal, check))) {
                return;
            }
            checks.readLog(worker.process().log());
            checks.couldNotRun(
                    check,
                    goingOn.isHopeless() ? goingOn.hopeless() : "the job ended by itself before the signal was sent");
        } catch (WorkerClientException e) {
            checks.readLog(WorkerLog.at(folder.resolve("busy-" + signal).resolve("worker.log")));
            checks.couldNotRun(check, "the job did not start: " + e.getMessage());
        }
    }

    /** Returns false if the job was over before its worker could be signalled. */
    private boolean signalWhileItRuns(
            ReadyWorker worker, WorkerClient client, String jobId, String signal, Check check) {
        try (EventStream stream = client.execute(request(jobId, RequestLimits.MAX_TOKENS_DEFAULT))) {
            stream.await(event -> event instanceof InferenceEvent.Token);
            if (stream.received().stream().anyMatch(received -> received.event().isTerminal())) {
                return false;
            }
            signal(worker, signal, check);
            return true;
        }
    }

    private ReadyWorker start(String name) {
        ReadyWorker worker = ReadyWorker.start(config, folder.resolve(name));
        current.isNow(worker.baseUrl());
        return worker;
    }

    private void signal(ReadyWorker worker, String signal, Check check) {
        long from = System.nanoTime();
        worker.process().signal(signal);
        boolean ended = worker.process().awaitExit(config.grace().plusSeconds(1));
        Duration took = Duration.ofNanos(System.nanoTime() - from);
        Optional<ExitStatus> exit = worker.process().exit();
        List<ProcessName> outlivers = ended ? worker.process().outlivers() : List.of();
        StopReport stop = worker.stop();
        checks.readLog(worker.process().log());
        boolean inTime = ended && took.compareTo(config.grace().plusMillis(500)) <= 0;
        boolean kept =
                inTime && exit.equals(Optional.of(new ExitStatus.Exited(0))) && stop.isClean() && outlivers.isEmpty();
        String how = ended
                ? "the worker " + exit.map(ExitStatus::describe).orElse("ended") + " after " + took.toMillis() + " ms"
                : "the worker still ran after " + took.toMillis() + " ms";
        checks.judge(
                check,
                kept,
                "exit code 0 within " + config.grace().toMillis() + " ms and no process left",
                how
                        + (outlivers.isEmpty() ? "" : "; outlived by " + outlivers)
                        + (stop.isClean() ? "" : "; " + stop.describe()));
    }
}
