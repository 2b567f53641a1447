package dev.gpuworker.client;

import static dev.gpuworker.client.Streams.JOB;
import static dev.gpuworker.client.Streams.METRICS;
import static dev.gpuworker.client.Streams.STARTED;
import static dev.gpuworker.client.Streams.end;
import static dev.gpuworker.client.Streams.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.wire.InferenceEvent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkerClientTest {
    @Test
    void collectsAWholeStreamWithItsBytes() {
        String body = STARTED + token(0, "GPU") + METRICS + token(1, " café 🙂") + end(2);
        try (ByteServer server = ByteServer.streaming(body);
                WorkerClient client = new WorkerClient(server.url())) {
            StreamRecord stream = client.execute(JOB).collect();

            assertThat(stream.events())
                    .extracting(InferenceEvent::type)
                    .containsExactly("started", "token", "metrics", "token", "end");
            assertThat(stream.text()).isEqualTo("GPU café 🙂");
            assertThat(stream.terminal()).isEqualTo(new InferenceEvent.End(2, 12, null, null));
            assertThat(stream.transcript().body()).asString().isEqualTo(body);
            assertThat(stream.transcript().ending()).isEqualTo(TransferEnd.COMPLETE);
            assertThat(stream.transcript().header("Content-Type")).contains("text/event-stream");
            assertThat(stream.transcript().requestBody()).isEqualTo(JOB.toJson());
        }
    }

    @Test
    void iteratesOverEventsWhileTheStreamIsOpen() {
        ByteServer.Script script = peer -> {
            peer.head();
            peer.chunk(STARTED + token(0, "a"));
            peer.hold();
        };
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url());
                EventStream stream = client.execute(JOB)) {
            List<String> types = new ArrayList<>();
            for (InferenceEvent event : stream) {
                types.add(event.type());
                if (event instanceof InferenceEvent.Token) {
                    break;
                }
            }

            assertThat(types).containsExactly("started", "token");
        }
    }

    @Test
    void watchesAStreamFromAnotherThread() throws InterruptedException {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (ByteServer server = ByteServer.streaming(STARTED, end(0));
                WorkerClient client = new WorkerClient(server.url())) {
            client.execute(JOB).watch(new StreamWatcher() {
                @Override
                public void event(ReceivedEvent received) {
                    seen.add(received.event().type());
                }

                @Override
                public void ended(StreamRecord stream) {
                    seen.add("ended with " + stream.events().size());
                }
            });

            assertThat(Stream.of(next(seen), next(seen), next(seen))).containsExactly("started", "end", "ended with 2");
        }
    }

    @Test
    void tellsAWatcherOfTheFailure() throws InterruptedException {
        BlockingQueue<WorkerClientException> seen = new LinkedBlockingQueue<>();
        try (ByteServer server = ByteServer.streaming(STARTED);
                WorkerClient client = new WorkerClient(server.url())) {
            client.execute(JOB).watch(new StreamWatcher() {
                @Override
                public void event(ReceivedEvent received) {}

                @Override
                public void failed(WorkerClientException failure) {
                    seen.add(failure);
                }
            });

            assertThat(next(seen)).isInstanceOf(UnterminatedStreamException.class);
        }
    }

    @Test
    void holdsMoreThanFiveStreamsOfOneHost() {
        ByteServer.Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            peer.hold();
        };
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url())) {
            List<EventStream> streams = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                streams.add(client.execute(JOB));
            }

            assertThat(streams)
                    .allSatisfy(
                            stream -> assertThat(stream.iterator().hasNext()).isTrue());
            assertThat(server.peers()).hasSize(40);
        }
    }

    @Test
    void closingAStreamFreesItsConnectionAtOnce() throws InterruptedException {
        ByteServer.Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            peer.hold();
        };
        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url())) {
            EventStream stream = client.execute(JOB);
            stream.iterator().next();
            stream.close();

            assertThat(server.peers().get(0).gone().await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(stream::collect).isInstanceOf(ClosedStreamException.class);
            assertThat(stream.awaitTranscript().ending()).isEqualTo(TransferEnd.CLOSED_BY_READER);
        }
    }

    @Test
    void closingTheClientEndsEveryStream() throws InterruptedException {
        ByteServer.Script script = peer -> {
            peer.head();
            peer.chunk(STARTED);
            peer.hold();
        };
        try (ByteServer server = new ByteServer(script)) {
            EventStream stream;
            try (WorkerClient client = new WorkerClient(server.url())) {
                stream = client.execute(JOB);
                stream.iterator().next();
            }

            assertThatThrownBy(stream::collect).isInstanceOf(ClosedStreamException.class);
            assertThat(server.peers().get(0).gone().await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aClosedClientSaysSo() {
        WorkerClient client = new WorkerClient(URI.create("http://127.0.0.1:1"));
        client.close();

        assertThatThrownBy(() -> client.execute(JOB)).hasMessage("the client is closed");
    }

    @Test
    void sendsExtraHeaders() {
        try (ByteServer server = ByteServer.streaming(STARTED, end(0));
                WorkerClient client = new WorkerClient(server.url())) {
            client.withHeader("X-Correlation-ID", "abc-1").execute(JOB).collect();

            assertThat(server.peers().get(0).requestHead())
                    .contains(
                            "POST /execute HTTP/1.1\r\n",
                            "X-Correlation-ID: abc-1\r\n",
                            "Content-Type: application/json\r\n");
        }
    }

    @Test
    void refusesWhatIsNoUrlOfAWorker() {
        for (String url :
                List.of("ftp://host", "localhost:8080", "/execute", "http:///x", "http://h:1?x=1", "mailto:x@y")) {
            assertThatThrownBy(() -> new WorkerClient(URI.create(url)))
                    .as(url)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("http://127.0.0.1:8080");
        }
    }

    @Test
    void keepsAPathBeforeTheEndpoints() {
        try (ByteServer server = ByteServer.streaming(STARTED, end(0));
                WorkerClient client = new WorkerClient(server.url().resolve("/gpu/0/"))) {
            client.execute(JOB).collect();

            assertThat(server.peers().get(0).requestHead()).startsWith("POST /gpu/0/execute ");
        }
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T value = queue.poll(10, TimeUnit.SECONDS);
        assertThat(value).as("a call of the watcher within 10 s").isNotNull();
        return value;
    }
}
