package dev.gpuworker.conformance.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.testing.CannedServer;
import dev.gpuworker.io.Deadline;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CallTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("with its length", HEAD + "Content-Length: 3\r\n\r\nabc", TransferEnd.COMPLETE, "abc"),
                Arguments.of(
                        "in chunks",
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n",
                        TransferEnd.COMPLETE,
                        "abc"),
                Arguments.of("to the end of the connection", HEAD + "\r\nabc", TransferEnd.COMPLETE, "abc"),
                Arguments.of(
                        "after an interim answer",
                        "HTTP/1.1 100 Continue\r\n\r\n" + HEAD + "Content-Length: 3\r\n\r\nabc",
                        TransferEnd.COMPLETE,
                        "abc"),
                Arguments.of("shorter than its length", HEAD + "Content-Length: 5\r\n\r\nabc", TransferEnd.CUT, "abc"),
                Arguments.of(
                        "without the last chunk",
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                        TransferEnd.CUT,
                        "abc"),
                Arguments.of(
                        "with a broken chunk size",
                        HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
                        TransferEnd.NOT_HTTP,
                        ""),
                Arguments.of(
                        "with a chunk longer than its size",
                        HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n",
                        TransferEnd.NOT_HTTP,
                        "ab"),
                Arguments.of(
                        "with a length that is none",
                        HEAD + "Content-Length: many\r\n\r\nabc",
                        TransferEnd.NOT_HTTP,
                        ""),
                Arguments.of("that is not HTTP", "SSH-2.0-OpenSSH_9.2\r\n", TransferEnd.NOT_HTTP, ""),
                Arguments.of("of nothing", "", TransferEnd.CUT, ""));
    }

    @ParameterizedTest(name = "an answer {0}")
    @MethodSource("answers")
    void endsAsItWasOnTheWire(String name, String answer, TransferEnd ending, String body) {
        try (CannedServer server = CannedServer.answering(answer)) {
            Transcript transcript = ask(server.address(), Duration.ofSeconds(5));

            assertThat(transcript.ending()).as(transcript.endDetail()).isEqualTo(ending);
            assertThat(new String(transcript.body(), StandardCharsets.UTF_8))
                    .as(name)
                    .isEqualTo(body);
        }
    }

    @Test
    void tlsAlertIsToldAsSuch() {
        try (CannedServer server = CannedServer.answering("\u0015\u0003\u0003\u0000\u0002\u0002F")) {
            assertThat(ask(server.address(), Duration.ofSeconds(5)).endDetail()).contains("this port speaks TLS");
        }
    }

    @Test
    void whatIsNotHttpIsQuoted() {
        try (CannedServer server = CannedServer.answering("SSH-2.0-OpenSSH_9.2\r\n")) {
            assertThat(ask(server.address(), Duration.ofSeconds(5)).endDetail()).contains("\"SSH-2.0-OpenSSH_9.2");
        }
    }

    @Test
    void serverThatSaysNothingEndsAtTheDeadline() {
        try (CannedServer server = CannedServer.silent()) {
            assertThat(ask(server.address(), Duration.ofMillis(200)).ending()).isEqualTo(TransferEnd.TIMED_OUT);
        }
    }

    @Test
    void dripThatNeverEndsEndsAtTheDeadline() {
        try (CannedServer server = CannedServer.dripping(HEAD + "\r\n")) {
            assertThat(ask(server.address(), Duration.ofMillis(300)).ending()).isEqualTo(TransferEnd.TIMED_OUT);
        }
    }

    @Test
    void floodIsCut() {
        try (CannedServer server = CannedServer.flooding(HEAD + "\r\n")) {
            Transcript transcript = ask(server.address(), Duration.ofSeconds(20));

            assertThat(transcript.endDetail()).startsWith("a flood");
            assertThat(transcript.body().length).isBetween(1024 * 1024, 1024 * 1024 + 64 * 1024);
        }
    }

    @Test
    void ofAFloodThatGoesOnLittleIsKept() {
        RecordingLimit limit = new RecordingLimit();
        try (CannedServer server = CannedServer.flooding(HEAD + "\r\n")) {
            int answers = 0;
            Transcript last = ask(server.address(), Duration.ofSeconds(20), limit);
            while (last.body().length > 1024 * 1024) {
                answers++;
                last = ask(server.address(), Duration.ofSeconds(20), limit);
            }

            last = ask(server.address(), Duration.ofSeconds(20), limit);

            assertThat(answers).as("answers that were kept at length").isBetween(8, 16);
            assertThat(last.endDetail()).startsWith("a flood");
            assertThat(last.body().length).isLessThan(64 * 1024);
        }
    }

    @Test
    void resetIsToldFromAnEnd() {
        try (CannedServer server = CannedServer.resetting(HEAD + "Content-Length: 5\r\n\r\nabc")) {
            assertThat(ask(server.address(), Duration.ofSeconds(5)).ending()).isEqualTo(TransferEnd.RESET);
        }
    }

    @Test
    void nobodyListeningIsRefused() {
        InetSocketAddress nobody;
        try (CannedServer server = CannedServer.silent()) {
            nobody = server.address();
        }

        assertThat(ask(nobody, Duration.ofSeconds(5)).ending()).isEqualTo(TransferEnd.REFUSED);
    }

    private static Transcript ask(InetSocketAddress server, Duration patience) {
        return ask(server, patience, new RecordingLimit());
    }

    private static Transcript ask(InetSocketAddress server, Duration patience, RecordingLimit limit) {
        try (Call call = Call.start(server, HttpRequest.get("/"), Deadline.after(patience), limit)) {
            call.awaitEnd(Deadline.after(Duration.ofSeconds(30)));
            return call.transcript();
        }
    }
}
