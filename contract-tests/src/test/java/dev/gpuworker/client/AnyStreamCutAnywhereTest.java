package dev.gpuworker.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.Choices;
import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SseFrame;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any conforming stream, framed in any legal way and cut anywhere, gives the same events. */
class AnyStreamCutAnywhereTest {
    private record Sent(List<InferenceEvent> events, String body, List<Integer> cuts) {
        byte[][] pieces() {
            return Pieces.cut(body.getBytes(UTF_8), cuts);
        }
    }

    @Test
    void givesTheSameEvents() {
        Property.check(400, sent(40), sent -> {
            List<Pieces.Placed> placed = Pieces.read(sent.pieces());

            assertThat(placed).extracting(p -> EventDecoder.decode(p.frame())).isEqualTo(sent.events());
            long last = 0;
            for (Pieces.Placed frame : placed) {
                assertThat(frame.fromByte() - last)
                        .as("at most a line feed between")
                        .isBetween(0L, 1L);
                last = frame.toByte();
            }
        });
    }

    @Test
    void givesTheSameEventsOverTheWire() {
        Property.check(40, sent(12), sent -> {
            ByteServer.Script script = peer -> {
                peer.head();
                for (byte[] piece : sent.pieces()) {
                    peer.chunk(piece);
                }
                peer.lastChunk();
            };

            try (ByteServer server = new ByteServer(script);
                    WorkerClient client = new WorkerClient(server.url())) {
                StreamRecord stream = client.execute(Streams.JOB).collect();

                assertThat(stream.events()).isEqualTo(sent.events());
                assertThat(stream.transcript().body()).isEqualTo(sent.body().getBytes(UTF_8));
            }
        });
    }

    private static Gen<Sent> sent(int cutsMax) {
        return choices -> {
            List<InferenceEvent> events = stream(choices);
            String body = new OddFraming(choices).write(events);
            int last = body.getBytes(UTF_8).length - 1;
            return new Sent(events, body, Gen.integers(0, last).list(0, cutsMax).from(choices));
        };
    }

    private static List<InferenceEvent> stream(Choices choices) {
        List<String> texts =
                Gen.text("ab \"\\{}:\n\r\t\0é…漢🙂\u2028", 6).list(0, 12).from(choices);
        Seed seed = new Seed(Gen.longs().from(choices));
        Gen<Integer> counts = Gen.integers(0, 1 << 30);
        List<InferenceEvent> events = new ArrayList<>();
        events.add(new InferenceEvent.Started(
                "job-é",
                "model",
                Instant.ofEpochMilli(
                        Gen.integers(Integer.MIN_VALUE, Integer.MAX_VALUE).from(choices)),
                choices.below(2) == 0 ? null : seed));
        for (int i = 0; i < texts.size(); i++) {
            if (choices.below(4) == 3) {
                double rate = counts.from(choices) / (double) (1 << 30);
                events.add(new InferenceEvent.Metrics(rate, counts.from(choices)));
            }
            events.add(new InferenceEvent.Token(texts.get(i), i));
        }
        events.add(Gen.<InferenceEvent>of(
                        new InferenceEvent.End(texts.size(), 7, null, null),
                        new InferenceEvent.End(texts.size(), 7, StopReason.STOP_SEQUENCE, "\n🙂"),
                        new InferenceEvent.Failed("VRAM_OOM", "out of memory", false))
                .from(choices));
        return events;
    }

    /** Writes frames in all the ways that the standard allows. */
    private record OddFraming(Choices choices) {
        String write(List<InferenceEvent> events) {
            StringBuilder body = new StringBuilder(choices.below(2) == 0 ? "" : "\uFEFF");
            for (InferenceEvent event : events) {
                SseFrame frame = SseFrame.of(event);
                List<String> lines = new ArrayList<>();
                maybe(lines, ": keep-alive");
                boolean dataFirst = choices.below(2) == 1;
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
            if (choices.below(2) == 1) {
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
            if (choices.below(4) == 3) {
                lines.add(line);
            }
        }

        private String colon() {
            return choices.below(2) == 0 ? ": " : ":";
        }

        private String lineEnd() {
            return Gen.of("\n", "\r\n", "\r").from(choices);
        }
    }
}
