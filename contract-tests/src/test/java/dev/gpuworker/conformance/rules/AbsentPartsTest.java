package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A message names a field or header that is absent; it does not leave a gap. */
class AbsentPartsTest {
    @Test
    void envelopeWithoutCode() {
        assertThat(reply("{}").isNotEnvelope("INVALID_REQUEST"))
                .isEqualTo("has no code in its body, expected code INVALID_REQUEST");
    }

    @Test
    void envelopeWithAnotherCode() {
        assertThat(reply("{\"code\":\"INTERNAL\"}").isNotEnvelope("INVALID_REQUEST"))
                .isEqualTo("has code \"INTERNAL\" in its body, expected code INVALID_REQUEST");
    }

    @Test
    void absentHeader() {
        assertThat(reply("{}").shownHeader("X-Correlation-ID")).isEqualTo("no X-Correlation-ID");
        assertThat(reply("{}").shownHeader("Content-Type")).isEqualTo("Content-Type \"application/json\"");
    }

    @Test
    void absentField() {
        assertThat(Fields.shown(reply("{}").json(), "errors")).isEqualTo("no errors");
        assertThat(Fields.shown(reply("{\"errors\":[]}").json(), "errors")).isEqualTo("errors []");
    }

    private static Reply reply(String body) {
        Transcript transcript = Transcript.builder("POST", "/execute")
                .head(400, Map.of("content-type", List.of("application/json")), 1)
                .chunks(List.of(new Chunk(2, body.getBytes(StandardCharsets.UTF_8))))
                .ended(TransferEnd.COMPLETE, 3, "")
                .build();
        return Reply.of(new Exchange("refused-requests", "job", 0, List.of(), transcript));
    }
}
