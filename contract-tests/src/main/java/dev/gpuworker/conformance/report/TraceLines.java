package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.ExerciseRecord;
import dev.gpuworker.conformance.http.Header;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The lines of a trace: the exercise, then for each exchange its request, head, chunks and end. */
final class TraceLines {
    private static final String FIRST_LINE = "its first line must describe the exercise";

    private TraceLines() {}

    static void write(ExerciseRecord made, Consumer<ObjectNode> lines) {
        lines.accept(WireJson.object()
                .put("exercise", made.exercise())
                .put("attempt", made.attempt())
                .put("duration_nanos", made.durationNanos())
                .put("stall_nanos", made.stallNanos())
                .put("missed", made.missed())
                .put("not_offered", made.notOffered()));
        made.exchanges().forEach(exchange -> write(exchange, lines));
    }

    private static void write(Exchange exchange, Consumer<ObjectNode> lines) {
        Transcript transcript = exchange.transcript();
        ObjectNode request = WireJson.object()
                .put("exchange", exchange.role())
                .put("sent_nanos", exchange.sentNanos())
                .put("method", transcript.method())
                .put("path", transcript.path())
                .put("body", transcript.requestBody());
        ArrayNode headers = request.putArray("headers");
        exchange.requestHeaders()
                .forEach(header -> headers.addArray().add(header.name()).add(header.value()));
        lines.accept(request);
        ObjectNode head = WireJson.object().put("status", transcript.status()).put("nanos", transcript.headNanos());
        ObjectNode values = head.putObject("headers");
        transcript.headers().forEach((name, all) -> {
            ArrayNode list = values.putArray(name);
            all.forEach(list::add);
        });
        lines.accept(head);
        for (Chunk chunk : transcript.chunks()) {
            lines.accept(WireJson.object()
                    .put("nanos", chunk.nanos())
                    .put("bytes", Base64.getEncoder().encodeToString(chunk.bytes())));
        }
        lines.accept(WireJson.object()
                .put("ending", transcript.ending().name())
                .put("nanos", transcript.endNanos())
                .put("detail", transcript.endDetail()));
    }

    /** Reads a trace line by line. For one file and one thread. */
    static final class Reader {
        private final List<Exchange> exchanges = new ArrayList<>();
        private final List<JsonNode> open = new ArrayList<>();
        private final List<Chunk> chunks = new ArrayList<>();
        private @Nullable JsonNode first;

        /** Takes the next line. Throws {@link IllegalArgumentException} if it is out of order. */
        void line(JsonNode line) {
            if (first == null) {
                if (!line.hasNonNull("exercise")) {
                    throw new IllegalArgumentException(FIRST_LINE);
                }
                first = line;
            } else if (line.has("ending")) {
                open.add(line);
                exchanges.add(exchange(first.get("exercise").asText(), open, chunks));
                open.clear();
                chunks.clear();
            } else if (line.has("bytes")) {
                chunks.add(new Chunk(
                        line.path("nanos").asLong(),
                        Base64.getDecoder().decode(line.path("bytes").asText())));
            } else {
                open.add(line);
            }
        }

        /** Returns the recording. Throws {@link IllegalArgumentException} if the file was truncated. */
        ExerciseRecord whole() {
            if (first == null) {
                throw new IllegalArgumentException(FIRST_LINE);
            }
            if (!open.isEmpty() || !chunks.isEmpty()) {
                throw new IllegalArgumentException("its last exchange has no end; the file was truncated");
            }
            return new ExerciseRecord(
                    first.get("exercise").asText(),
                    first.path("attempt").asInt(1),
                    first.path("duration_nanos").asLong(),
                    first.path("stall_nanos").asLong(),
                    first.path("missed").asText(),
                    first.path("not_offered").asText(),
                    exchanges);
        }
    }

    private static Exchange exchange(String exercise, List<JsonNode> lines, List<Chunk> chunks) {
        if (lines.size() != 3 || !lines.get(0).has("exchange") || !lines.get(1).has("status")) {
            throw new IllegalArgumentException("an exchange must have a request, a head and an end");
        }
        JsonNode request = lines.get(0);
        JsonNode head = lines.get(1);
        JsonNode end = lines.get(lines.size() - 1);
        List<Header> requestHeaders = new ArrayList<>();
        request.path("headers")
                .forEach(pair -> requestHeaders.add(
                        new Header(pair.path(0).asText(), pair.path(1).asText())));
        Map<String, List<String>> headers = new HashMap<>();
        head.path("headers").properties().forEach(entry -> {
            List<String> values = new ArrayList<>();
            entry.getValue().forEach(value -> values.add(value.asText()));
            headers.put(entry.getKey(), values);
        });
        Transcript transcript = Transcript.builder(
                        request.path("method").asText(), request.path("path").asText())
                .requestBody(request.path("body").asText())
                .head(head.path("status").asInt(), headers, head.path("nanos").asLong())
                .chunks(chunks)
                .ended(
                        TransferEnd.valueOf(end.path("ending").asText()),
                        end.path("nanos").asLong(),
                        end.path("detail").asText())
                .build();
        return new Exchange(
                exercise,
                request.path("exchange").asText(),
                request.path("sent_nanos").asLong(),
                requestHeaders,
                transcript);
    }
}
