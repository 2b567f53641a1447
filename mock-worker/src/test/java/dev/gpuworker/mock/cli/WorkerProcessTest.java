package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "ends processes with POSIX signals")
@Order(1) // takes long, so it begins first
class WorkerProcessTest {
    private static final String JOB =
            "{\"job_id\":\"j-1\",\"prompt\":\"a secret that no log may tell\",\"max_tokens\":4,\"seed\":1}";

    @TempDir
    Path folder;

    @Test
    void servesLogsAndStopsOnSigtermWithZero() throws Exception {
        try (var run = WorkerRun.start(folder)) {
            int port = run.awaitPorts().get(0);

            assertThat(run.get(port, "/health").body()).contains("\"mock\":true");
            assertThat(run.post(port, "/execute", JOB).body()).contains("event: started", "event: end");
            run.signal("TERM");

            assertThat(run.awaitExit()).as(run.toString()).isZero();
            assertThat(run.logged("model_load_progress"))
                    .extracting(line -> line.path("percent").asInt())
                    .containsExactly(0, 25, 50, 75, 100);
            assertThat(List.of(
                            "startup",
                            "model_load_start",
                            "model_load_complete",
                            "ready",
                            "execute_start",
                            "execute_end",
                            "shutdown"))
                    .allSatisfy(event -> assertThat(run.logged(event)).as(event).hasSize(1));
            assertThat(run.logged("ready").get(0).path("port").asInt()).isEqualTo(port);
            assertThat(run.logged("execute_end").get(0).path("outcome").asText())
                    .isEqualTo("ended");
            assertThat(run.toString()).doesNotContain("secret");
        }
    }

    @Test
    void stopsOnSigintWithZero() throws Exception {
        try (var run = WorkerRun.start(folder)) {
            run.awaitPorts();
            run.signal("INT");

            assertThat(run.awaitExit()).isZero();
            assertThat(run.logged("shutdown").get(0).path("reason").asText()).isEqualTo("SIGINT");
        }
    }

    @Test
    void stopsWhenTheProgramThatStartedItIsGone() throws Exception {
        try (var run = WorkerRun.start(folder, "--stop-with-stdin")) {
            run.awaitPorts();
            run.closeInput();

            assertThat(run.awaitExit()).isZero();
            assertThat(run.logged("shutdown").get(0).path("reason").asText()).isEqualTo("STDIN_CLOSED");
        }
    }

    @Test
    void stopsOnShutdownRequestWithZero() throws Exception {
        try (var run = WorkerRun.start(folder)) {
            int port = run.awaitPorts().get(0);

            assertThat(run.post(port, "/shutdown", "").statusCode()).isEqualTo(202);

            assertThat(run.awaitExit()).isZero();
        }
    }

    @Test
    void sigtermWhileTheModelLoadsEndsTheProcessPromptly() throws Exception {
        Path scenario = Files.writeString(folder.resolve("slow.yaml"), reply(503) + "worker: { loading: 600s }\n");
        try (var run = WorkerRun.start(folder, "--scenario", scenario.toString())) {
            run.awaitLogged("model_load_start");
            run.signal("TERM");

            assertThat(run.awaitExit()).isZero();
            assertThat(run.portFile()).doesNotExist();
        }
    }

    @Test
    void aTakenPortEndsTheStart() throws Exception {
        try (var taken = new ServerSocket(0);
                var run = WorkerRun.start(folder, "--port", String.valueOf(taken.getLocalPort()))) {
            assertThat(run.awaitExit()).isEqualTo(1);
            JsonNode error = run.logged("error").get(0);
            assertThat(error.path("code").asText()).isEqualTo("INTERNAL");
            assertThat(error.path("message").asText())
                    .contains(String.valueOf(taken.getLocalPort()))
                    .endsWith("--port 0 takes a free port");
            assertThat(run.toString()).doesNotContain("\tat ");
        }
    }

    @Test
    void eightInstancesHaveTheirOwnPortsAndIds() throws Exception {
        String id = "123e4567-e89b-12d3-a456-4266141740f9";
        try (var run = WorkerRun.start(folder, "--instances", "8", "--worker-id", id)) {
            List<Integer> ports = run.awaitPorts();

            assertThat(ports).hasSize(8).doesNotHaveDuplicates();
            var ids = new HashSet<String>();
            for (int port : ports) {
                ids.add(WorkerRunJson.text(run.get(port, "/health"), "worker_id"));
            }
            assertThat(ids).hasSize(8).contains(id, "123e4567-e89b-12d3-a456-426614174100");
        }
    }

    @Test
    void theEnvironmentCountsLessThanAFlag() throws Exception {
        Map<String, String> environment = Map.of(
                "MOCK_WORKER_PORT",
                "0",
                "MOCK_WORKER_MODEL",
                "mock:phi-3-mini",
                "MOCK_WORKER_LOG_FORMAT",
                "json",
                "MOCK_WORKER_PROT",
                "1");
        try (var run = WorkerRun.start(folder, environment, "--model", "mock:gpt-oss-20b")) {
            int port = run.awaitPorts().get(0);

            assertThat(WorkerRunJson.text(run.get(port, "/health"), "quant_kind"))
                    .isEqualTo("MXFP4");
            assertThat(run.logged("warning").get(0).path("message").asText()).contains("MOCK_WORKER_PROT");
        }
    }

    @Test
    void theWorkerAsBuiltDiesOfSigterm() throws Exception {
        try (var run = WorkerRun.start(folder, "--dialect", "as-built", "--callback-url", "http://localhost:9999/")) {
            run.awaitPorts();
            assertThat(run.catches(15)).as("SIGTERM is left to the system").isFalse();
            assertThat(run.catches(2)).as("SIGINT is caught").isTrue();
            run.signal("TERM");

            assertThat(run.awaitExit()).isEqualTo(128 + 15);
        }
    }

    @Test
    void theWorkerAsBuiltLetsRunningAndWaitingJobsFinishOnSigint() throws Exception {
        Path scenario = Files.writeString(folder.resolve("slow.yaml"), """
                version: 1
                worker: { dialect: as-built }
                scenarios:
                  - name: slow
                    stream: [ { started: {} }, { wait: 3s }, { token: a }, { end: {} } ]
                """);
        try (var run = WorkerRun.start(
                folder, "--scenario", scenario.toString(), "--callback-url", "http://localhost:9999/")) {
            int port = run.awaitPorts().get(0);
            var first = run.postLater(port, "/execute", JOB);
            run.awaitLogged("execute_start");
            var second = run.postLater(port, "/execute", JOB);
            var state = run.get(port, "/mock/state");
            while (!state.body().contains("\"waiting\":1")) {
                state = run.get(port, "/mock/state");
            }
            run.signal("INT");

            assertThat(run.awaitExit()).as(run.toString()).isZero();
            assertThat(first.join().body()).contains("\"type\":\"end\"");
            assertThat(second.join().body()).contains("\"type\":\"end\"");
        }
    }

    @Test
    void aWatchedScenarioFileIsLoadedAgainAndABadOneIsNot() throws Exception {
        Path scenario = Files.writeString(folder.resolve("w.yaml"), reply(400));
        try (var run = WorkerRun.start(folder, "--scenario", scenario.toString(), "--watch")) {
            int port = run.awaitPorts().get(0);
            assertThat(run.post(port, "/execute", JOB).statusCode()).isEqualTo(400);

            Files.writeString(scenario, "version: 1\nscenarios: [ { nam: x } ]\n");
            run.awaitLogged("error");
            assertThat(run.post(port, "/execute", JOB).statusCode()).isEqualTo(400);

            Files.writeString(scenario, reply(503));
            Awaitility.await()
                    .atMost(WorkerRun.PATIENCE)
                    .until(() -> run.post(port, "/execute", JOB).statusCode() == 503);
        }
    }

    private static String reply(int status) {
        return "version: 1\nscenarios:\n  - name: refuse-" + status + "\n    reply: { status: " + status + " }\n";
    }
}
