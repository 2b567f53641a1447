package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WirePlanTest {
    private record Cut(String frame, List<Integer> places, int stop) {
        WirePlan plan() {
            ByteOffset[] cuts = places.stream().map(ByteOffset::of).toArray(ByteOffset[]::new);
            return WirePlan.NONE.pieces(Pieces.at(cuts)).stopAfter(ByteOffset.of(stop));
        }
    }

    private static final String FRAME = "event: token\ndata: {\"t\":\"🙂\",\"i\":0}\n\n";
    private static final int TEXT_START = FRAME.indexOf("🙂");

    @Test
    void withoutAPlanAFrameIsOneWrite() {
        assertThat(writes(WirePlan.NONE)).containsExactly(FRAME.getBytes(UTF_8).length);
    }

    @Test
    void piecesOfOneByteAreAsManyWritesAsBytes() {
        assertThat(writes(WirePlan.pieces(1)))
                .hasSize(FRAME.getBytes(UTF_8).length)
                .containsOnly(1);
    }

    @Test
    void aListOfSizesEndsWithTheRest() {
        assertThat(writes(plan("pieces: [3, 5, rest]"))).containsExactly(3, 5, 31);
        assertThat(writes(plan("pieces: [3, 5]"))).containsExactly(3, 5, 31);
    }

    @Test
    void namedPlacesCutInsideACharacterAndBeforeTheEnd() {
        assertThat(writes(plan("pieces: [text+2, end-1, rest]")))
                .containsExactly(TEXT_START + 2, 39 - TEXT_START - 3, 1);
        assertThat(writes(plan("pieces: [text, 1, 1, rest]"))).startsWith(TEXT_START, 1, 1);
    }

    @Test
    void stopAfterCutsTheFrameOff() {
        assertThat(writes(plan("stop-after: text+5"))).containsExactly(TEXT_START + 5);
        assertThat(writes(plan("stop-after: end-1"))).containsExactly(38);
        assertThat(writes(WirePlan.NONE.stopAfter(ByteOffset.beforeEnd(1)))).containsExactly(38);
        assertThat(writes(plan("stop-after: 0"))).isEmpty();
        assertThat(writes(plan("stop-after: 99999"))).containsExactly(39);
        assertThat(writes(plan("{pieces: 10, stop-after: 25}"))).containsExactly(10, 10, 5);
    }

    @Test
    void whateverThePlanTheBytesAreThoseOfTheFrame() {
        Gen<Cut> cuts = choices -> new Cut(
                Gen.integers(0, 255)
                        .map(Character::toString)
                        .list(0, 200)
                        .map(list -> String.join("", list))
                        .from(choices),
                Gen.integers(-300, 300).list(1, 8).from(choices),
                Gen.integers(0, 300).from(choices));

        Property.check(300, cuts, cut -> {
            byte[] frame = cut.frame().getBytes(ISO_8859_1);

            List<byte[]> writes = cut.plan().writes(frame, 0);

            byte[] joined = new byte[Math.min(cut.stop(), frame.length)];
            int at = 0;
            for (byte[] write : writes) {
                assertThat(write).isNotEmpty();
                System.arraycopy(write, 0, joined, at, write.length);
                at += write.length;
            }
            assertThat(at).isEqualTo(joined.length);
            assertThat(joined).isEqualTo(Arrays.copyOf(frame, joined.length));
        });
    }

    @Test
    void aPlaceBeforeTheEndIsCutThereAndIsWrittenAsInFiles() {
        WirePlan plan = WirePlan.pieces(1).stopAfter(ByteOffset.beforeEnd(1));

        assertThat(writes(plan)).hasSize(FRAME.getBytes(UTF_8).length - 1).containsOnly(1);
        assertThat(ByteOffset.beforeEnd(1)).hasToString("end-1");
        assertThat(plan("pieces: 1, stop-after: end-1")).isEqualTo(plan);
    }

    private static List<Integer> writes(WirePlan plan) {
        return plan.writes(FRAME.getBytes(UTF_8), TEXT_START).stream()
                .map(write -> write.length)
                .toList();
    }

    private static WirePlan plan(String keys) {
        String wire = keys.startsWith("{") ? keys : "{" + keys + "}";
        String file = Errors.file("M0-W-1311", "started", "token: {t: x, wire: " + wire + "}", "reset");
        Script script = (Script)
                ScenarioYaml.parse("worker.yaml", file).scenarios().get(0).answer();
        return ((Write) script.steps().get(1)).wire();
    }
}
