package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The effect of a signal on a worker that has a job. */
@SuppressWarnings("FutureReturnValueIgnored") // the log shows the answer to the asynchronous request
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ends processes with POSIX signals")
class DrainTest {
    private static final String HELD = """
            version: 1
            scenarios:
              - name: held
                stream:
                  - started: {}
                  - hold: go
                  - end: {}
            """;

    @TempDir
    Path folder;

    @Test
    void theRunningJobMayFinishWhileNewOnesAreRefused() throws Exception {
        try (var run = startHeld()) {
            int port = run.awaitPorts().get(0);
            CompletableFuture<HttpResponse<String>> job = execute(run, port);
            run.awaitLogged("execute_start");

            run.signal("TERM");
            run.awaitLogged("draining");
            HttpResponse<String> refused = run.post(port, "/execute", body("late"));
            run.postLater(port, "/mock/gates/go", "");

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("WORKER_DRAINING");
            assertThat(body(job)).contains("event: end");
            assertThat(run.awaitExit()).isZero();
        }
    }

    @Test
    void aJobThatDoesNotFinishIsEndedAndTheExitCodeIsZeroStill() throws Exception {
        try (var run = startHeld()) {
            execute(run, run.awaitPorts().get(0));
            run.awaitLogged("execute_start");
            run.signal("TERM");

            assertThat(run.awaitExit()).isZero();
            assertThat(run.logged("execute_end")).hasSize(1);
        }
    }

    @Test
    void aSecondSignalEndsTheProcessAtOnce() throws Exception {
        try (var run = startHeld()) {
            execute(run, run.awaitPorts().get(0));
            run.awaitLogged("execute_start");
            run.signal("TERM");
            run.awaitLogged("draining");
            run.signal("TERM");

            assertThat(run.awaitExit()).isEqualTo(128 + 15);
            assertThat(run.logged("shutdown")).isEmpty();
        }
    }

    @Test
    void anExitStepEndsTheProcessWithItsCode() throws Exception {
        Path file = Files.writeString(folder.resolve("exit.yaml"), """
                version: 1
                scenarios:
                  - name: crash
                    violates: [M0-W-1311]
                    stream:
                      - started: {}
                      - exit: 137
                """);
        try (var run = WorkerRun.start(folder, "--scenario", file.toString())) {
            execute(run, run.awaitPorts().get(0));

            assertThat(run.awaitExit()).isEqualTo(137);
        }
    }

    private WorkerRun startHeld() throws Exception {
        Path file = Files.writeString(folder.resolve("held.yaml"), HELD);
        return WorkerRun.start(folder, "--scenario", file.toString());
    }

    private static CompletableFuture<HttpResponse<String>> execute(WorkerRun run, int port) {
        return run.postLater(port, "/execute", body("first"));
    }

    private static String body(CompletableFuture<HttpResponse<String>> job)
            throws InterruptedException, ExecutionException, TimeoutException {
        return job.get(WorkerRun.PATIENCE.toSeconds(), TimeUnit.SECONDS).body();
    }

    private static String body(String jobId) {
        return "{\"job_id\":\"" + jobId + "\",\"prompt\":\"p\",\"max_tokens\":4}";
    }
}
