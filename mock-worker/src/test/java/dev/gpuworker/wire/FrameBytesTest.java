package dev.gpuworker.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden files are the contract's framing, byte by byte; none of them is written by our code. */
class FrameBytesTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Map<String, InferenceEvent> GOLDEN = Map.of(
            "started", new InferenceEvent.Started("job-1", "qwen2.5-0.5b-instruct", NOON, null),
            "started-with-seed", new InferenceEvent.Started("job-1", "m", NOON.plusNanos(123_456_789), new Seed(-1)),
            "token", new InferenceEvent.Token("Warps", 0),
            "token-multibyte", new InferenceEvent.Token(" 🌸 é漢", 41),
            "token-escaped", new InferenceEvent.Token("\r\n\t\"\\/\0", 1),
            "token-empty", new InferenceEvent.Token("", 2),
            "metrics", new InferenceEvent.Metrics(24.5, 1L << 30),
            "end", new InferenceEvent.End(2, 60, null, null),
            "end-stopped", new InferenceEvent.End(2, 60, StopReason.STOP_SEQUENCE, "\n\n"),
            "error", InferenceEvent.Failed.of(ErrorCode.VRAM_OOM, "no VRAM left"));

    static Stream<String> golden() {
        return GOLDEN.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("golden")
    void aFrameHasTheBytesOfTheContract(String name) throws IOException {
        InferenceEvent event = Objects.requireNonNull(GOLDEN.get(name));

        assertThat(SseFrame.of(event).bytes()).asHexString().isEqualTo(hex(name));
    }

    @Test
    void aFrameIsOneDataLineWhateverTheText() {
        String text = new SseFrame("token", "a").text();

        assertThat(text).isEqualTo("event: token\ndata: a\n\n");
        assertThat(new SseFrame(null, "a").text()).isEqualTo("data: a\n\n");
        assertThat(SseFrame.of(new InferenceEvent.Token("\n\r\u2028data: x\n\n", 0))
                        .text()
                        .lines())
                .hasSize(3);
    }

    @Test
    void onlyEndAndErrorAreTerminal() {
        assertThat(GOLDEN.values().stream()
                        .filter(InferenceEvent::isTerminal)
                        .map(InferenceEvent::type)
                        .distinct())
                .containsExactlyInAnyOrder("end", "error");
    }

    private static String hex(String name) throws IOException {
        try (InputStream in = FrameBytesTest.class.getResourceAsStream("golden/" + name + ".sse")) {
            byte[] bytes = Objects.requireNonNull(in).readAllBytes();
            return HexFormat.of().withUpperCase().formatHex(bytes);
        }
    }
}
