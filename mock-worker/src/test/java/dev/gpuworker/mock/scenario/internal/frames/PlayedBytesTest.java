package dev.gpuworker.mock.scenario.internal.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.testing.Property;
import dev.gpuworker.testing.ScriptRun;
import dev.gpuworker.testing.Scripts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The validator judges a rehearsal; an accepted script sends the same bytes over a socket. The scripts of this test set
 * the values that only a real job has (instants and measurements).
 */
class PlayedBytesTest {
    private final ScriptRun run = new ScriptRun();

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void anAcceptedScriptSendsTheBytesThatWereJudged() {
        Property.check(300, Scripts.any().map(PlayedBytesTest::withMeasurements), script -> {
            Optional<Scenario> scenario = ScriptRun.accepted(script);
            if (scenario.isPresent()) {
                assertThat(text(run.play(scenario.get()).body())).isEqualTo(text(rehearsed(script)));
            }
        });
    }

    private static byte[] rehearsed(Script script) {
        Rehearsal rehearsal = new Rehearsal(SampleFacts.of(Scripts.JOB_ID));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Step step : script.steps()) {
            rehearsal.step(step, (frame, before) -> frame.pieces().forEach(piece -> bytes.writeBytes(piece.toArray())));
            if (step instanceof Ending || (step instanceof Pause.Stall stall && stall.duration() == null)) {
                break;
            }
        }
        return bytes.toByteArray();
    }

    /** One character per byte, so that every difference shows. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static Script withMeasurements(Script script) {
        List<Step> steps = script.steps().stream()
                .map(step -> step instanceof Write write ? measured(write) : step)
                .toList();
        return new Script(steps);
    }

    private static Write measured(Write write) {
        if (write instanceof Write.Started started && started.startedAt() == null) {
            return started.startedAt(Instant.EPOCH);
        } else if (write instanceof Write.Metrics metrics) {
            return new Write.Metrics(
                    metrics.tokensPerSec() == null ? Double.valueOf(1) : metrics.tokensPerSec(),
                    metrics.vramBytes() == null ? Long.valueOf(2) : metrics.vramBytes(),
                    metrics.wire());
        } else if (write instanceof Write.End end && end.decodeTimeMs() == null) {
            return end.decodeTimeMs(3);
        }
        return write;
    }
}
