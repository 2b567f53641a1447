package dev.gpuworker.testing;

import dev.gpuworker.mock.scenario.ByteOffset;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Pieces;
import dev.gpuworker.mock.scenario.RawBytes;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Scripts of every verb, wire plan and ending: some keep the contract, most break it somewhere. */
public final class Scripts {
    /** The id of the jobs that the scripts are meant for; some of them name it. */
    public static final String JOB_ID = "job-1";

    private static final List<String> TEXTS =
            List.of("a", "", " b", "é🙂", "\"quoted\"\\", "two\nlines\r", "\u2028", "\"t\":\"", "\ufffd", "\ud83d");

    private static final List<String> RAW = List.of(
            "\n",
            "\r",
            "\r\n",
            "event: token\n",
            "data: {\"t\":\"raw\",\"i\":0}\n",
            "event: token\ndata: {\"t\":\"raw\",\"i\":1}\n\n",
            "event: started\ndata: {\"job_id\":\"" + JOB_ID
                    + "\",\"model\":\"m\",\"started_at\":\"2026-01-31T12:00:00Z\"}\n\n",
            "event: end\ndata: {\"tokens_out\":1,\"decode_time_ms\":2}\n\n",
            "event: end\r\ndata: {\"tokens_out\":0,\"decode_time_ms\":2,\"stop_reason\":\"LATER\"}\r\n\r\n",
            "event: error\ndata: {\"code\":\"VRAM_OOM\",\"message\":\"m\",\"retriable\":true}\n\n",
            "event: metrics\ndata: {\"type\":\"token\",\"tokens_per_sec\":1}\n\n",
            "data: {}\n\n",
            "data: [1]\n",
            "data: {\n",
            "event: unknown\n",
            "id: 7\n",
            "retry: 10\n",
            ": comment\n",
            "\ufeff",
            "x");

    private static final Gen<String> TEXT = Gen.of(TEXTS);
    private static final Gen<Duration> DURATION = Gen.of(0, 1, 250, 7_000).map(Duration::ofMillis);

    private Scripts() {}

    /** Returns scripts of 1 to 12 steps; the simplest is {@code started} alone. */
    public static Gen<Script> any() {
        return Gen.oneOf(shaped(), step().list(1, 8)).map(Script::new);
    }

    /** Scripts of the contract's shape, in which any one step may be odd. */
    private static Gen<List<Step>> shaped() {
        return choices -> {
            List<Step> steps = new ArrayList<>();
            steps.add(choices.below(8) < 6 ? Write.Started.FROM_JOB : step().from(choices));
            steps.addAll(middle().list(0, 6).from(choices));
            steps.add(terminal().from(choices));
            if (choices.below(3) == 2) {
                steps.add(ending().from(choices));
            }
            return List.copyOf(steps);
        };
    }

    private static Gen<Step> middle() {
        return Gen.oneOf(token(), tokens(), metrics(), comment(), pause(), raw());
    }

    private static Gen<Step> terminal() {
        return Gen.oneOf(end(), failure(), step());
    }

    private static Gen<Step> step() {
        return Gen.oneOf(
                started(), token(), tokens(), metrics(), end(), failure(), comment(), raw(), pause(), ending());
    }

    private static Gen<Step> started() {
        return choices -> new Write.Started(
                Gen.of(JOB_ID, "other").optional().from(choices).orElse(null),
                Gen.of("m", "").optional().from(choices).orElse(null),
                Gen.of(Instant.EPOCH, Instant.ofEpochSecond(1_700_000_000, 123_456_789))
                        .optional()
                        .from(choices)
                        .orElse(null),
                Gen.longs().map(Seed::new).optional().from(choices).orElse(null),
                plan().from(choices));
    }

    private static Gen<Step> token() {
        return choices -> new Write.Token(
                TEXT.from(choices), Gen.integers(0, 3).optional().from(choices).orElse(null), plan().from(choices));
    }

    private static Gen<Step> tokens() {
        return choices -> new Write.Tokens(
                Gen.<TokenSource>oneOf(
                                Gen.integers(1, 5).map(TokenSource.Count::new),
                                Gen.of("one two\n three", "é 🙂", "a \ufffd b").map(TokenSource.Text::new),
                                Gen.integers(1, 5).map(TokenSource.Generate::new))
                        .from(choices),
                pacing().optional().from(choices).orElse(null),
                pacing().optional().from(choices).orElse(null),
                plan().from(choices));
    }

    private static Gen<Step> metrics() {
        return choices -> new Write.Metrics(
                Gen.of(12.5, 0.0, -1.0, Double.NaN, 1e300)
                        .optional()
                        .from(choices)
                        .orElse(null),
                Gen.of(1L << 30, 0L, -1L, Long.MAX_VALUE)
                        .optional()
                        .from(choices)
                        .orElse(null),
                plan().from(choices));
    }

    private static Gen<Step> end() {
        return choices -> new Write.End(
                Gen.integers(-1, 4).optional().from(choices).orElse(null),
                Gen.of(0L, 7L, -1L, Long.MAX_VALUE).optional().from(choices).orElse(null),
                Gen.of(StopReason.values()).optional().from(choices).orElse(null),
                TEXT.optional().from(choices).orElse(null),
                plan().from(choices));
    }

    private static Gen<Step> failure() {
        return choices -> new Write.Failure(
                Gen.of("VRAM_OOM", "INFERENCE_TIMEOUT", "CANCELLED", "MADE_UP", "")
                        .from(choices),
                TEXT.optional().from(choices).orElse(null),
                Gen.booleans().optional().from(choices).orElse(null),
                plan().from(choices));
    }

    private static Gen<Step> comment() {
        return choices ->
                new Write.Comment(Gen.of("keep-alive", "", "\"t\":\"", "é").from(choices), plan().from(choices));
    }

    private static Gen<Step> raw() {
        Gen<byte[]> texts =
                Gen.of(RAW).list(1, 4).map(parts -> String.join("", parts).getBytes(StandardCharsets.UTF_8));
        Gen<byte[]> bytes = Gen.oneOf(texts, Gen.bytes(4).map(any -> any.length == 0 ? new byte[] {(byte) 0xc3} : any));
        return choices -> new Write.Raw(RawBytes.of(bytes.from(choices)), plan().from(choices));
    }

    private static Gen<Step> pause() {
        return Gen.oneOf(
                pacing().map(Pause.Wait::new),
                Gen.of("gate-1", "gate-2").map(Pause.Hold::new),
                choices -> new Pause.Stall(
                        Gen.of(Pause.Stall.At.HERE, Pause.Stall.At.BEFORE_HEADERS)
                                .from(choices),
                        Gen.of(1, 300)
                                .map(Duration::ofSeconds)
                                .optional()
                                .from(choices)
                                .orElse(null)));
    }

    private static Gen<Step> ending() {
        return Gen.oneOf(
                choices -> new Ending.Eof(),
                Gen.of(Ending.Cut.Kind.values()).map(Ending.Cut::new),
                choices -> new Ending.Reset(),
                Gen.of(0, 3).map(Ending.Exit::new));
    }

    private static Gen<Pacing> pacing() {
        return Gen.oneOf(
                DURATION.map(Pacing::of),
                choices -> Pacing.spread(Duration.ofMillis(3), Duration.ofMillis(3 + choices.below(100))));
    }

    /** The plain plan in half of the cases: most faults show only if the rest is plain. */
    private static Gen<WirePlan> plan() {
        Gen<WirePlan.Newline> newline = Gen.of(WirePlan.Newline.values());
        Gen<WirePlan> cut = choices -> new WirePlan(
                pieces().from(choices),
                DURATION.from(choices),
                offset().optional().from(choices).orElse(null),
                newline.from(choices),
                1);
        Gen<WirePlan> joined = choices -> WirePlan.coalesce(1 + choices.below(6))
                .newline(newline.from(choices))
                .gap(DURATION.from(choices));
        return choices -> switch (choices.below(4)) {
            case 2 -> cut.from(choices);
            case 3 -> joined.from(choices);
            default -> WirePlan.NONE;
        };
    }

    private static Gen<Pieces> pieces() {
        return Gen.oneOf(
                choices -> Pieces.WHOLE,
                Gen.integers(1, 40).map(Pieces::each),
                offset().list(1, 4).map(Pieces.At::new));
    }

    private static Gen<ByteOffset> offset() {
        return choices -> new ByteOffset(
                Gen.of(ByteOffset.Anchor.values()).from(choices),
                Gen.integers(-20, 60).from(choices));
    }
}
