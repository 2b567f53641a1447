package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame, byte by byte, as an HTTP/1.0 client gets it: without chunks. */
class GoldenFrameTest {
    static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(
                        new Write.Started("j", "m", Instant.parse("2026-01-02T03:04:05Z"), new Seed(-1), WirePlan.NONE),
                        "event: started\ndata: {\"job_id\":\"j\",\"model\":\"m\",\"started_at\":\"2026-01-02T03:04:05Z\","
                                + "\"seed\":18446744073709551615}\n\n"),
                Arguments.of(
                        Write.Token.of("a \"quote\" \\ and\n👩‍💻"),
                        "event: token\ndata: {\"t\":\"a \\\"quote\\\" \\\\ and\\n👩‍💻\",\"i\":0}\n\n"),
                Arguments.of(Write.Token.of("x").i(7), "event: token\ndata: {\"t\":\"x\",\"i\":7}\n\n"),
                Arguments.of(
                        new Write.Metrics(12.5, 42L, WirePlan.NONE),
                        "event: metrics\ndata: {\"tokens_per_sec\":12.5,\"vram_bytes\":42}\n\n"),
                Arguments.of(
                        new Write.End(3, 9L, StopReason.STOP_SEQUENCE, ".", WirePlan.NONE),
                        "event: end\ndata: {\"tokens_out\":3,\"decode_time_ms\":9,\"stop_reason\":\"STOP_SEQUENCE\","
                                + "\"stop_sequence_matched\":\".\"}\n\n"),
                Arguments.of(
                        Write.Failure.of("CUDA_ERROR").message("illegal address"),
                        "event: error\ndata: {\"code\":\"CUDA_ERROR\",\"message\":\"illegal address\",\"retriable\":true}\n\n"),
                Arguments.of(Write.Comment.of("keep-alive"), ": keep-alive\n\n"),
                Arguments.of(Write.Raw.text("\uFEFFany\0thing\r"), "\uFEFFany\0thing\r"),
                Arguments.of(
                        Write.Token.of("x").wire(WirePlan.NONE.newline(WirePlan.Newline.CR)),
                        "event: token\rdata: {\"t\":\"x\",\"i\":0}\r\r"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void everyFrameIsAsTheContractFramesIt(Step step, String expected) throws Exception {
        try (MockWorker worker = MockWorker.start();
                RawClient client = new RawClient(worker.config().port())) {
            worker.enqueue(Script.of(step));
            client.send(RawClient.post("/execute", Jobs.job("a")).replace("HTTP/1.1", "HTTP/1.0"));

            assertThat(client.drain()).isEqualTo("fin");
            assertThat(client.text().substring(client.head().length())).isEqualTo(expected);
        }
    }
}
