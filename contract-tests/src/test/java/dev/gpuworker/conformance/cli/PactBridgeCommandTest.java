package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.mock.MockWorker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PactBridgeCommandTest {
    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
    private static final long ENDS_WITHIN_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "sends signals")
    void itServesUntilItIsInterruptedAndLeavesTheStates() throws Exception {
        Path portFile = folder.resolve("port");
        try (MockWorker worker = MockWorker.start()) {
            Process bridge = start(
                    "pact-bridge", "--url", worker.url().toString(), "--port", "0", "--port-file", portFile.toString());
            try {
                await().atMost(STARTS_WITHIN).until(() -> Files.exists(portFile) || !bridge.isAlive());
                URI url = URI.create(
                        "http://127.0.0.1:" + Files.readString(portFile).strip());
                assertThat(enterAState(url).status()).isEqualTo(200);
                assertThat(worker.enqueued()).isOne();

                new ProcessBuilder("kill", "-TERM", String.valueOf(bridge.pid()))
                        .start()
                        .waitFor();

                assertThat(bridge.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS))
                        .isTrue();
                assertThat(bridge.exitValue()).isZero();
                assertThat(worker.enqueued()).isZero();
                assertThat(Files.readString(folder.resolve("out")))
                        .isEqualTo("pact-bridge: " + url + " for the worker " + worker.url() + "\n");
                assertThat(Files.readString(folder.resolve("err")))
                        .isEqualTo("state: entered \"the next job fails while it runs\"\n");
            } finally {
                bridge.destroyForcibly();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port 65536 | --port must be from 0 to 65535, but was 65536",
                "--host host.invalid | --host \"host.invalid\" is unknown",
                "--allow-origin example.com | --allow-origin \"example.com\" is no origin like https://a.example",
                "--timeout 2h | --timeout must be from 1ms to 1h",
                "--control nowhere | not the URL of a worker",
                "--port-file /no/such/folder/port | --port-file"
            })
    void wrongUsageIsExplained(String options, String why) {
        String[] command = ("pact-bridge --url http://127.0.0.1:1 " + options).split(" ", -1);

        CommandLineRun run = CommandLineRun.of(command);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(why).doesNotContain("Exception");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun run = CommandLineRun.of(
                    "pact-bridge", "--url", "http://127.0.0.1:1", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err())
                    .contains("cannot listen on 127.0.0.1:" + taken.getLocalPort(), "--port 0 takes a free port");
        }
    }

    @Test
    void totalTimeLimitsItIfGiven() {
        CommandLineRun run = CommandLineRun.of("pact-bridge", "--url", "http://127.0.0.1:1", "--total-timeout", "1s");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("not ended within --total-timeout 1s");
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = JarProcess.command(List.of(), arguments);
        return new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    private static Transcript enterAState(URI bridge) {
        try (WorkerClient client = new WorkerClient(bridge)) {
            return client.send(
                    "POST",
                    "/states",
                    "{\"action\":\"setup\",\"state\":\"the next job fails while it runs\",\"params\":{\"code\":\"CUDA_ERROR\"}}");
        }
    }
}
