package dev.gpuworker.real.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScenarioFileTest {
    private static final long NANOS_APART = 2_000_000;

    private static final String BODY = "{\"job_id\":\"j\",\"prompt\":\"x\"}";

    @Test
    void aStreamOfMorePiecesThanAScenarioMayHaveStepsIsWrittenWithFewerWaits() {
        var file = ScenarioFile.of(List.of(answer("long", 12_000, "x")));

        assertThat(file.left()).isEmpty();
        assertThat(file.notes())
                .containsExactly(
                        "the stream of \"long\" has more steps than a scenario may have: all its bytes were kept,"
                                + " but only one in 4 of its waits");
        assertThat(ScenarioYaml.parse("scenarios.json", file.texts().get(0)).scenarios())
                .hasSize(1);
    }

    @Test
    void whatDoesNotFitIntoOneFileIsParted() {
        var file = ScenarioFile.of(
                List.of(answer("a", 100, "a".repeat(4000)), answer("b", 100, "b".repeat(4000)), answer("c", 1, "c")));

        assertThat(file.texts()).hasSize(2).allSatisfy(text -> {
            assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(ScenarioYaml.FILE_BYTES_MAX);
            assertThat(ScenarioYaml.parse("scenarios.json", text).scenarios()).isNotEmpty();
        });
        assertThat(file.texts().get(0)).contains("\"calls\":1");
        assertThat(file.texts().get(1)).contains("\"calls\":2", "\"calls\":3");
    }

    private static RecordedAnswer answer(String name, int pieces, String text) {
        byte[] bytes = ("data: " + text + "\n\n").getBytes(StandardCharsets.UTF_8);
        Transcript transcript = Transcript.builder("POST", "/execute")
                .requestBody(BODY)
                .head(200, Map.of("content-type", List.of("text/event-stream")), 0)
                .chunks(IntStream.range(0, pieces)
                        .mapToObj(i -> new Chunk(i * NANOS_APART, bytes))
                        .toList())
                .ended(TransferEnd.CUT, pieces * NANOS_APART, "")
                .build();
        return RecordedAnswer.of(new RecordedRequest(name, "POST", "/execute", BODY), transcript);
    }
}
