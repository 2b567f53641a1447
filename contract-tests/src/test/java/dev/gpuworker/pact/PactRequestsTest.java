package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Some tools parse the JSON of a request and write it anew, after they have announced its length; and some take no JSON
 * but objects and arrays.
 */
class PactRequestsTest {
    @Test
    void everyJsonBodyIsSentWithTheSameBytesByAToolThatWritesItAnew() throws Exception {
        List<String> bodies = new ArrayList<>();
        for (JsonNode interaction :
                WireJson.tree(Files.readString(PactFile.COMMITTED)).path("interactions")) {
            JsonNode request = interaction.path("request");
            JsonNode contents = request.has("contents") ? request.path("contents") : request.path("body");
            if (contents.path("contentType").asText().equals("application/json")) {
                bodies.add(contents.path("content").toString());
                assertThat(contents.path("content").isContainerNode())
                        .as(interaction.path("description").asText())
                        .isTrue();
            }
        }

        assertThat(bodies).hasSizeGreaterThan(30).noneMatch(body -> body.matches(".*[0-9](\\.0|[eE]).*"));
        assertThat(bodies).allMatch(body -> body.chars().allMatch(letter -> letter < 128));
    }
}
