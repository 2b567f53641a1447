package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GeneratedTextTest {
    private static String run(int maxTokens) throws Exception {
        MockWorkerConfig config =
                MockWorkerConfig.builder().generation(GenerationPacing.NONE).build();
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            String json = "{\"job_id\":\"a\",\"prompt\":\"p\",\"seed\":11,\"max_tokens\":" + maxTokens + "}";
            return Jobs.post(worker, "/execute", json).body();
        }
    }

    @Test
    void theTextComesToItsOwnEndInWholeCharactersOfSeveralBytes() throws Exception {
        String text = run(2048);

        assertThat(text).contains("\"stop_reason\":\"EOS\"").doesNotContain("\uFFFD");
        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(text.length() + 100);
        assertThat(text.codePoints().anyMatch(Character::isSupplementaryCodePoint))
                .isTrue();
    }

    @Test
    void itIsTheSameInAnotherWorkerAndAnotherForAnotherLimit() throws Exception {
        assertThat(tokens(run(60))).isEqualTo(tokens(run(60))).isNotEqualTo(tokens(run(61)));
    }

    private static String tokens(String text) {
        return text.lines()
                .filter(line -> line.startsWith("data: {\"t\":"))
                .limit(60)
                .reduce("", String::concat);
    }
}
