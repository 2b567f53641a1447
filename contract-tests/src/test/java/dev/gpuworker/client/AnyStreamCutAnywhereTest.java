package dev.gpuworker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Any conforming stream, framed in any legal way and cut anywhere, gives the same events. */
class AnyStreamCutAnywhereTest {
    @Property(tries = 400)
    void givesTheSameEvents(
            @ForAll("streams") List<InferenceEvent> events,
            @ForAll long framing,
            @ForAll @Size(max = 40) List<Integer> cuts)
            throws IOException {
        byte[] body = new OddFraming(new Random(framing)).write(events).getBytes(UTF_8);
        List<Integer> offsets =
                cuts.stream().map(cut -> Math.floorMod(cut, body.length)).toList();

        List<Pieces.Placed> placed = Pieces.read(Pieces.cut(body, offsets));

        assertThat(placed).extracting(p -> EventDecoder.decode(p.frame())).isEqualTo(events);
        long last = 0;
        for (Pieces.Placed frame : placed) {
            assertThat(frame.fromByte() - last)
                    .as("at most a line feed between")
                    .isBetween(0L, 1L);
            last = frame.toByte();
        }
    }

    @Property(tries = 40)
    void givesTheSameEventsOverTheWire(
            @ForAll("streams") List<InferenceEvent> events,
            @ForAll long framing,
            @ForAll @Size(max = 12) List<Integer> cuts) {
        byte[] body = new OddFraming(new Random(framing)).write(events).getBytes(UTF_8);
        List<Integer> offsets =
                cuts.stream().map(cut -> Math.floorMod(cut, body.length)).toList();
        ByteServer.Script script = peer -> {
            peer.head();
            for (byte[] piece : Pieces.cut(body, offsets)) {
                peer.chunk(piece);
            }
            peer.lastChunk();
        };

        try (ByteServer server = new ByteServer(script);
                WorkerClient client = new WorkerClient(server.url())) {
            StreamRecord stream = client.execute(Streams.JOB).collect();

            assertThat(stream.events()).isEqualTo(events);
            assertThat(stream.transcript().body()).isEqualTo(body);
        }
    }

    @Provide
    static Arbitrary<List<InferenceEvent>> streams() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab \"\\{}:\n\r\t\0é…漢🙂\u2028")
                .ofMaxLength(6)
                .map(t -> new String(t.getBytes(UTF_8), UTF_8));
        return text.list()
                .ofMaxSize(12)
                .flatMap(texts -> Arbitraries.longs().map(bits -> stream(texts, new Random(bits), new Seed(bits))));
    }

    private static List<InferenceEvent> stream(List<String> texts, Random random, Seed seed) {
        List<InferenceEvent> events = new ArrayList<>();
        events.add(new InferenceEvent.Started(
                "job-é", "model", Instant.ofEpochMilli(random.nextInt()), random.nextBoolean() ? seed : null));
        for (int i = 0; i < texts.size(); i++) {
            if (random.nextInt(4) == 0) {
                events.add(new InferenceEvent.Metrics(random.nextDouble(), random.nextInt(1 << 30)));
            }
            events.add(new InferenceEvent.Token(texts.get(i), i));
        }
        events.add(
                switch (random.nextInt(3)) {
                    case 0 -> new InferenceEvent.End(texts.size(), 7, null, null);
                    case 1 -> new InferenceEvent.End(texts.size(), 7, StopReason.STOP_SEQUENCE, "\n🙂");
                    default -> new InferenceEvent.Failed("VRAM_OOM", "out of memory", false);
                });
        return events;
    }

    /** Writes frames in all the ways that the standard allows. */
    private record OddFraming(Random random) {
        String write(List<InferenceEvent> events) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "\uFEFF" : "");
            for (InferenceEvent event : events) {
                SseFrame frame = SseFrame.of(event);
                List<String> lines = new ArrayList<>();
                maybe(lines, ": keep-alive");
                boolean dataFirst = random.nextBoolean();
                if (!dataFirst) {
                    lines.add("event" + colon() + event.type());
                }
                data(lines, frame.data());
                maybe(lines, "unknown: field");
                maybe(lines, "retry: 10");
                if (dataFirst) {
                    lines.add("event" + colon() + event.type());
                }
                maybe(lines, ":");
                lines.forEach(line -> body.append(line).append(lineEnd()));
                endBlock(body);
            }
            return body.toString();
        }

        /** JSON may be split where white space may stand: a line end joins the lines again. */
        private void data(List<String> lines, String json) {
            if (random.nextBoolean()) {
                lines.add("data" + colon() + "{");
                lines.add("data" + colon() + json.substring(1, json.length() - 1));
                lines.add("data" + colon() + "}");
            } else {
                lines.add("data" + colon() + json);
            }
        }

        private void endBlock(StringBuilder body) {
            boolean pairs = body.charAt(body.length() - 1) == '\r';
            String end = lineEnd();
            body.append(pairs && end.equals("\n") ? "\r\n" : end);
        }

        private void maybe(List<String> lines, String line) {
            if (random.nextInt(4) == 0) {
                lines.add(line);
            }
        }

        private String colon() {
            return random.nextBoolean() ? ": " : ":";
        }

        private String lineEnd() {
            return List.of("\n", "\r\n", "\r").get(random.nextInt(3));
        }
    }
}
