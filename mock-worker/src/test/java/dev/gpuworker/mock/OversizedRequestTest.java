package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that no worker should hold in memory, and requests that break off. */
@Timeout(120)
@SuppressWarnings("StringConcatToTextBlock") // the lines of a request end with CR LF
class OversizedRequestTest {
    private static final long GIBIBYTE = 1L << 30;

    @Test
    void aGibibyteThatIsDeclaredIsRefusedBeforeItComes() throws IOException {
        try (MockWorker worker = MockWorker.start();
                var client = new RawClient(worker.config().port())) {
            client.send("POST /execute HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: "
                    + GIBIBYTE + "\r\n\r\n{");

            assertThat(client.readUntil("\r\n")).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void aBodyWithoutEndIsRefusedAfterAMebibyte() throws IOException {
        try (MockWorker worker = MockWorker.start();
                var client = new RawClient(worker.config().port())) {
            client.send("POST /execute HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

            long sent = sendUntilRefused(client, chunk);

            assertThat(sent).as("bytes that the worker took").isLessThan(GIBIBYTE / 4);
            assertServes(worker);
        }
    }

    @Test
    void aRequestThatBreaksOffIsForgotten() throws IOException, InterruptedException {
        try (MockWorker worker = MockWorker.start()) {
            String whole = RawClient.post("/execute", "{\"job_id\":\"j\",\"prompt\":\"p\",\"max_tokens\":1}");
            for (int length = 0; length < whole.length(); length += 5) {
                try (var client = new RawClient(worker.config().port())) {
                    client.send(whole.substring(0, length));
                }
            }

            assertThat(worker.awaitIdle(Duration.ofSeconds(30))).isTrue();
            assertThat(worker.journal().jobs()).isEmpty();
            assertServes(worker);
        }
    }

    private static long sendUntilRefused(RawClient client, String chunk) throws IOException {
        long sent = 0;
        try {
            while (sent < GIBIBYTE && client.socket().getInputStream().available() == 0) {
                client.send(chunk);
                sent += chunk.length();
            }
        } catch (SocketException e) {
            assertThat(e).hasMessageMatching("(?i).*(broken pipe|connection reset).*");
        }
        return sent;
    }

    private static void assertServes(MockWorker worker) throws IOException {
        try (var client = new RawClient(worker.config().port())) {
            assertThat(client.send("GET /health HTTP/1.1\r\nHost: mock\r\n\r\n").readUntil("\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }
}
