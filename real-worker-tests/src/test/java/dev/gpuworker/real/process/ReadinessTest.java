package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadinessTest {
    @TempDir
    private Path folder;

    @AfterEach
    void nothingIsLeft() {
        assertThat(Ledger.in(folder).alive()).isEmpty();
    }

    @Test
    void aReadyWorkerHasAFreshIdAndPortAndItsLog() throws IOException {
        try (ReadyWorker first = start("");
                ReadyWorker second = ReadyWorker.start(misbehaving("").build(), folder.resolve("second"))) {
            assertThat(first.workerId()).isNotEqualTo(second.workerId());
            assertThat(first.baseUrl()).isNotEqualTo(second.baseUrl());
            assertThat(first.lease().port()).isBetween(20000, 29999);
            assertThat(Files.readString(folder.resolve("worker.log"))).contains("startup");
        }
    }

    @Test
    void aWorkerThatNeverListensIsNotReadyInTime() {
        WorkerConfig deaf =
                misbehaving("deaf").readyWithin(Duration.ofMillis(400)).build();

        assertThatExceptionOfType(NotReadyInTimeException.class)
                .isThrownBy(() -> ReadyWorker.start(deaf, folder))
                .withMessageStartingWith("worker runs but is not ready: GET /health did not answer 200 within 400 ms;"
                        + " last answer: connection refused: nothing listens on the port")
                .withMessageContaining("command: /")
                .withMessageContaining("--model mock:tiny --gpu-device 0 --port 2")
                .withMessageContaining("last 1 log lines of ")
                .withMessageEndingWith("see docs/real-worker.md#not-ready-in-time");
    }

    @Test
    void aWorkerThatCalledBackAndNeverListensIsSaidToHaveCalledBack() throws IOException {
        try (WorkerProcess deaf = WorkerProcess.start(deafCommand(), folder.resolve("worker.log"));
                CallbackListener listener = CallbackListener.open()) {
            Readiness readiness =
                    new Readiness(deaf, 1, UUID.randomUUID(), Duration.ofSeconds(2), Optional.of(listener));

            assertThatExceptionOfType(NotReadyInTimeException.class)
                    .isThrownBy(readiness::await)
                    .withMessageContaining("nothing listens on the port; its callback has not come\n");
            CallbackListenerTest.post(listener.url(), "{}");
            assertThatExceptionOfType(NotReadyInTimeException.class)
                    .isThrownBy(readiness::await)
                    .withMessageContaining("nothing listens on the port; its callback came after ");
        }
    }

    private WorkerCommand deafCommand() {
        WorkerConfig deaf = misbehaving("deaf").build();
        return deaf.command(UUID.randomUUID(), 1, Optional.empty());
    }

    @Test
    void aWorkerThatAnswersOtherwiseIsNotReadyAndTheLastAnswerIsTold() {
        assertThatExceptionOfType(NotReadyInTimeException.class)
                .isThrownBy(() -> start("never-ready"))
                .withMessageContaining("last answer: status 503");
    }

    @Test
    void aWorkerThatAcceptsAndSaysNothingIsNotReadyByTheSameDeadline() {
        assertThatExceptionOfType(NotReadyInTimeException.class)
                .isThrownBy(() -> start("mute"))
                .withMessageContaining("last answer: InterruptedIOException: timeout");
    }

    @Test
    void aWorkerThatDiesAtOnceExitedWithItsCode() {
        assertThatExceptionOfType(WorkerExitedException.class)
                .isThrownBy(() -> start("die-at-once"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(3))
                .withMessageMatching("(?s)worker exited with code 3 after \\d+ ms, before GET /health answered 200 "
                        + "\\(deadline 20 s\\)\ncommand: /.*last 1 log lines of .*startup.*#worker-exited");
    }

    @Test
    void aWorkerThatCrashesWasKilledByItsSignal() {
        assertThatExceptionOfType(WorkerKilledException.class)
                .isThrownBy(() -> start("crash"))
                .satisfies(e -> assertThat(e.signal()).isEqualTo(6))
                .withMessageStartingWith("worker was killed by signal 6 (SIGABRT) after ");
    }

    @Test
    void anAnswerWithAnotherWorkerIdIsNotOurs() {
        assertThatExceptionOfType(NotOursException.class)
                .isThrownBy(() -> start("wrong-id"))
                .withMessageContaining("is answered by another worker: expected worker_id ")
                .withMessageContaining("but got someone-else");
    }

    @Test
    void aWorkerThatDoesNotTellItsIdIsKnownByItsSocket() {
        try (ReadyWorker worker = start("no-id")) {
            assertThat(worker.process().isAlive()).isTrue();
        }
    }

    @Test
    void anAnswerFromAStrangerOnTheSamePortIsNotOurs() throws IOException {
        HttpServer stranger = HttpServer.create();
        stranger.createContext("/health", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        PortRange one = onePort();
        // The script plays a worker that binds slowly; another process takes its port meanwhile.
        WorkerConfig slow = TestWorkers.scripted(folder, "echo started; touch '" + folder + "/runs'; exec sleep 60")
                .ports(one)
                .build();
        Thread taker = new Thread(() -> {
            await().until(() -> Files.exists(folder.resolve("runs")));
            try {
                stranger.bind(new InetSocketAddress(one.first()), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            stranger.start();
        });
        taker.start();

        try {
            assertThatExceptionOfType(NotOursException.class)
                    .isThrownBy(() -> ReadyWorker.start(slow, folder))
                    .withMessageContaining(
                            "is answered by process " + ProcessHandle.current().pid() + " (java), which is not");
        } finally {
            stranger.stop(0);
        }
    }

    @Test
    void aTakenPortIsTriedThreeTimesAndEachLogIsKept() throws IOException {
        WorkerConfig loser = TestWorkers.scripted(folder, "echo 'Error: Os { code: 98, kind: AddrInUse }' >&2; exit 1")
                .build();

        assertThatExceptionOfType(PortTakenException.class)
                .isThrownBy(() -> ReadyWorker.start(loser, folder))
                .withMessageMatching(
                        "(?s)worker exited with code 1 because port \\d+ is taken by another process.*#port-taken");
        assertThat(folder.resolve("worker.attempt1.log")).exists();
        assertThat(folder.resolve("worker.attempt2.log")).exists();
        assertThat(folder.resolve("worker.log")).exists();
    }

    @Test
    void aLogOnAFullDiskKeepsNoWorkerFromStarting() throws IOException {
        Files.createSymbolicLink(folder.resolve("worker.log"), Path.of("/dev/full"));

        try (ReadyWorker worker = start("")) {
            assertThat(worker.process().isAlive()).isTrue();
        }
    }

    @Test
    void aLogThatCannotBeWrittenIsToldAndNothingIsStarted() throws IOException {
        Files.createDirectory(folder.resolve("worker.log"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> start(""))
                .withMessageContaining("with its log in " + folder.resolve("worker.log"))
                .withMessageEndingWith("see docs/real-worker.md#cannot-start");
        assertThat(Ledger.in(folder).size()).isZero();
    }

    @Test
    void binaryRubbishInTheLogIsMadePrintable() throws IOException {
        WorkerConfig rubbish = TestWorkers.scripted(
                        folder, "head -c 300000 /dev/urandom; printf '\\033[31mred\\n'; exit 4")
                .build();

        assertThatExceptionOfType(WorkerExitedException.class)
                .isThrownBy(() -> ReadyWorker.start(rubbish, folder))
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()))
                        .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]")
                        .hasSizeLessThan(20_000))
                .withMessageContaining("\\u001b[31mred");
    }

    @Test
    void waitingAddsLessThanFiftyMillisecondsToAWorkersOwnStart() {
        start("").close();

        Duration fastest = Stream.generate(() -> {
                    try (ReadyWorker worker = start("")) {
                        return worker.readyAfter();
                    }
                })
                .limit(20)
                .min(Duration::compareTo)
                .orElseThrow();

        assertThat(fastest).isLessThan(Duration.ofMillis(50));
    }

    private ReadyWorker start(String words) {
        return ReadyWorker.start(misbehaving(words).build(), folder);
    }

    private WorkerConfigBuilder misbehaving(String words) {
        return TestWorkers.misbehaving(Ledger.in(folder), words)
                .readyWithin(words.matches("never-ready|mute|deaf") ? Duration.ofMillis(600) : Duration.ofSeconds(20));
    }

    private static PortRange onePort() {
        try (PortLease lease = PortLease.acquire(PortRange.DEFAULT)) {
            return new PortRange(lease.port(), lease.port());
        }
    }
}
