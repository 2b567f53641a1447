package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.testing.CannedServer;
import dev.gpuworker.testing.Soak;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The least heap, 256 MB, is enough for a verdict on whatever a server sends. */
class SmallHeapTest {
    private static final String STREAM = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
    private static final String JSON = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";

    private static final int FLOODS = 7;

    @TempDir
    private Path folder;

    static Stream<Arguments> floods() {
        String token = "event: token\ndata: {\"t\":\"a\",\"i\":0}\n\n";
        String end = "event: end\ndata: {\"tokens_out\":1,\"decode_time_ms\":1}\n\n";
        return Stream.of(
                        flood("tokens", () -> CannedServer.flooding(STREAM, token.repeat(500))),
                        flood("terminal events", () -> CannedServer.flooding(STREAM, end.repeat(500))),
                        flood("empty events", () -> CannedServer.flooding(STREAM, "data:\n\n".repeat(2_000))),
                        flood("one body", () -> CannedServer.flooding(JSON)),
                        flood("deep JSON", () -> CannedServer.answering(JSON + "[".repeat(2_000_000))),
                        flood("a list of numbers", () -> CannedServer.flooding(JSON + "[1", ",1".repeat(20_000))),
                        flood("a long number", () -> CannedServer.answering(JSON + "1".repeat(1_000_000))))
                .limit(Soak.times(1, FLOODS));
    }

    private static Arguments flood(String what, Supplier<CannedServer> server) {
        return Arguments.of(what, server);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void floodEndsInAVerdict(String what, Supplier<CannedServer> start) throws Exception {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Path report = folder.resolve("report");
        int code;
        try (CannedServer server = start.get()) {
            code = JarProcess.run(
                    out,
                    err,
                    List.of("-Xmx256m"),
                    "verify",
                    "--url",
                    server.url().toString(),
                    "--timeout",
                    "200ms",
                    "--report-dir",
                    report.toString());
        }

        assertThat(code).as(Files.readString(err)).isEqualTo(1);
        assertThat(Files.readString(err)).doesNotContain("\tat ").doesNotContain("OutOfMemory");
        assertThat(Files.readString(out)).contains("RED: ").hasSizeLessThan(2_000_000);
        assertThat(JarProcess.run(out, err, List.of("-Xmx256m"), "judge", report.toString()))
                .as(Files.readString(err))
                .isEqualTo(1);
    }
}
