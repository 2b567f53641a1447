package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GeneratedStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static String run(String json) throws Exception {
        try (MockWorker worker = MockWorker.start();
                RawClient client = RawClient.execute(worker, json)) {
            assertThat(client.drain()).isEqualTo("fin");
            assertThat(worker.takeJob(PATIENCE).outcome()).isEqualTo(JobOutcome.ENDED);
            return client.text();
        }
    }

    @Test
    void aJobWithoutAScriptGetsAsManyTokensAsItMayHave() throws Exception {
        String text = run("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":5,\"seed\":1}");

        assertThat(text)
                .contains("event: started\ndata: {\"job_id\":\"a\",\"model\":\"qwen2.5-0.5b-instruct\",")
                .contains("\"i\":4}\n\n")
                .contains("\"tokens_out\":5,")
                .contains("\"stop_reason\":\"MAX_TOKENS\"}\n\n\r\n0\r\n\r\n");
    }

    @Test
    void theSameSeedGivesTheSameTextWhateverThePrompt() throws Exception {
        String one = run("{\"job_id\":\"a\",\"prompt\":\"one\",\"max_tokens\":20,\"seed\":7}");
        String other = run("{\"job_id\":\"b\",\"prompt\":\"another\",\"max_tokens\":20,\"seed\":7}");
        String third = run("{\"job_id\":\"b\",\"prompt\":\"another\",\"max_tokens\":20,\"seed\":8}");

        assertThat(tokens(other)).isEqualTo(tokens(one)).isNotEqualTo(tokens(third));
    }

    @Test
    void aStopSequenceEndsTheTextAndItsTokenIsSent() throws Exception {
        String text = run("{\"job_id\":\"a\",\"prompt\":\"p\",\"max_tokens\":200,\"seed\":3,\"stop\":[\".\"]}");

        assertThat(text).contains("\"stop_reason\":\"STOP_SEQUENCE\",\"stop_sequence_matched\":\".\"}");
        assertThat(tokens(text)).contains(".").endsWith("}");
    }

    private static String tokens(String text) {
        return text.lines().filter(line -> line.startsWith("data: {\"t\":")).reduce("", String::concat);
    }
}
