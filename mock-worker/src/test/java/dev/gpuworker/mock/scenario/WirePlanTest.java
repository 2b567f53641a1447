package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WirePlanTest {
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
        assertThat(writes(plan("stop-after: 0"))).isEmpty();
        assertThat(writes(plan("stop-after: 99999"))).containsExactly(39);
        assertThat(writes(plan("{pieces: 10, stop-after: 25}"))).containsExactly(10, 10, 5);
    }

    @Property(tries = 300)
    void whateverThePlanTheBytesAreThoseOfTheFrame(
            @ForAll @Size(max = 200) byte[] frame,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = -300, max = 300) Integer> places,
            @ForAll @IntRange(min = 0, max = 300) int stop) {
        ByteOffset[] cuts = places.stream().map(ByteOffset::of).toArray(ByteOffset[]::new);
        WirePlan plan = WirePlan.NONE.pieces(Pieces.at(cuts)).stopAfter(ByteOffset.of(stop));

        List<byte[]> writes = plan.writes(frame, 0);

        byte[] joined = new byte[Math.min(stop, frame.length)];
        int at = 0;
        for (byte[] write : writes) {
            assertThat(write).isNotEmpty();
            System.arraycopy(write, 0, joined, at, write.length);
            at += write.length;
        }
        assertThat(at).isEqualTo(joined.length);
        assertThat(joined).isEqualTo(Arrays.copyOf(frame, joined.length));
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
