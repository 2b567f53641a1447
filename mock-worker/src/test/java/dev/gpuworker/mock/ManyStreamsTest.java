package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Streams that are written in one go or by several threads stay whole and apart (ADR 0037). */
class ManyStreamsTest {
    private static final Pattern INDEX = Pattern.compile("\"i\":(\\d+)");

    private static MockWorker worker(int slots) {
        return Jobs.worker(MockWorker.builder().slots(slots));
    }

    private static List<RawClient> started(MockWorker worker, int streams, String name, ScriptBuilder script)
            throws IOException {
        List<RawClient> clients = new ArrayList<>();
        Script each = script.build();
        for (int k = 0; k < streams; k++) {
            worker.enqueue(each);
            RawClient client = RawClient.execute(
                    worker, "{\"job_id\":\"" + name + k + "\",\"prompt\":\"p\",\"max_tokens\":2000,\"seed\":1}");
            client.readUntil("event: started");
            clients.add(client);
        }
        return clients;
    }

    private static void assertWhole(RawClient client, int tokens) throws IOException {
        assertThat(client.drain()).isEqualTo("fin");
        assertThat(INDEX.matcher(client.text()).results().map(found -> Integer.parseInt(found.group(1))))
                .containsExactlyElementsOf(IntStream.range(0, tokens).boxed().toList());
        assertThat(client.text()).endsWith("}\n\n\r\n0\r\n\r\n");
    }

    @Test
    void moreStreamsThanLeaveTogetherAreDueAtOnceAndSomeClientsHaveGone() throws Exception {
        ScriptBuilder script = Script.builder()
                .started()
                .hold("go")
                .waitFor(Duration.ofMillis(20))
                .tokens(30, Duration.ofMillis(2))
                .end();
        try (MockWorker worker = worker(150)) {
            List<RawClient> clients = started(worker, 150, "job-", script);
            for (RawClient gone : clients.subList(0, 10)) {
                gone.socket().setSoLinger(true, 0);
                gone.close();
            }
            worker.gates().release("go");
            for (RawClient client : clients.subList(10, 150)) {
                assertWhole(client, 30);
                client.close();
            }
            worker.awaitIdle(Jobs.PATIENCE);
            assertThat(worker.journal().jobs().stream().filter(job -> job.outcome() == JobOutcome.ENDED))
                    .hasSize(140);
        }
    }

    @Test
    void unpacedStreamsBesideOnesThatArePaced() throws Exception {
        ScriptBuilder unpaced =
                Script.builder().started().tokens(2000, Duration.ZERO).end();
        ScriptBuilder paced =
                Script.builder().started().tokens(50, Duration.ofMillis(2)).end();
        try (MockWorker worker = worker(16)) {
            List<RawClient> fast = started(worker, 8, "unpaced-", unpaced);
            for (RawClient client : started(worker, 8, "paced-", paced)) {
                assertWhole(client, 50);
                client.close();
            }
            for (RawClient client : fast) {
                assertWhole(client, 2000);
                client.close();
            }
        }
    }
}
