package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One way to break an answer.
 *
 * @param name what is broken
 * @param broken the broken answer
 */
record Breakage(String name, RawAnswer broken) {
    /** Returns every way to break an answer with a JSON body: its status, content type, and each of its fields. */
    static List<Breakage> ofJson(RawAnswer answer) {
        List<Breakage> all = ofHead(answer);
        JsonNode body = json(answer.body());
        for (JsonField field : JsonField.of(body)) {
            all.add(new Breakage("missing " + field, answer.withBody(field.removedFrom(body))));
            all.add(new Breakage("wrong type of " + field, answer.withBody(field.retypedIn(body))));
        }
        return all;
    }

    /** Returns every way to break a stream: its head, the order of its events, and each field of each type. */
    static List<Breakage> ofStream(RawAnswer answer) {
        List<Breakage> all = ofHead(answer);
        List<String> frames = List.of(answer.body().split("(?<=\n\n)", 0));
        String last = frames.get(frames.size() - 1);
        all.add(new Breakage("no started", body(answer, frames.subList(1, frames.size()))));
        all.add(new Breakage("no terminal event", body(answer, frames.subList(0, frames.size() - 1))));
        all.add(new Breakage("two terminal events", body(answer, with(frames, frames.size(), last))));
        all.add(new Breakage("two started", body(answer, with(frames, 0, frames.get(0)))));
        all.add(new Breakage("started second", body(answer, swapped(frames))));
        all.add(new Breakage(
                "a token after the terminal event", body(answer, with(frames, frames.size(), token(frames)))));
        all.add(new Breakage(
                "the terminal event cut short",
                answer.withBody(answer.body().substring(0, answer.body().length() - 1))));
        all.add(new Breakage("no event lines", answer.withBody(answer.body().replaceAll("event: .*\n", ""))));
        all.add(new Breakage(
                "data that is not JSON", answer.withBody(answer.body().replace("{", "("))));
        List<String> done = new ArrayList<>();
        for (String frame : frames) {
            String type = frame.lines().findFirst().orElseThrow().substring("event: ".length());
            JsonNode data = json(frame.substring(frame.indexOf("data: ") + 6).strip());
            for (JsonField field : JsonField.of(data)) {
                String name = field + " of " + type;
                if (done.contains(name)) {
                    continue;
                }
                done.add(name);
                all.add(new Breakage("missing " + name, replaced(answer, frame, data, field.removedFrom(data))));
                all.add(new Breakage("wrong type of " + name, replaced(answer, frame, data, field.retypedIn(data))));
            }
        }
        return all;
    }

    /** Returns the ways to break status and content type. */
    static List<Breakage> ofHead(RawAnswer answer) {
        List<Breakage> all = new ArrayList<>();
        all.add(new Breakage("wrong status", answer.withStatus(answer.status() == 200 ? 201 : answer.status() + 1)));
        answer.headers().keySet().forEach(header -> {
            all.add(new Breakage("no " + header.toLowerCase(Locale.ROOT), answer.withoutHeader(header)));
            all.add(new Breakage(
                    "wrong " + header.toLowerCase(Locale.ROOT), answer.withHeader(header, "text/html; x")));
        });
        return all;
    }

    private static RawAnswer replaced(RawAnswer answer, String frame, JsonNode was, String is) {
        return answer.withBody(answer.body().replace(frame, frame.replace(WireJson.text(was), is)));
    }

    private static RawAnswer body(RawAnswer answer, List<String> frames) {
        return answer.withBody(String.join("", frames));
    }

    private static List<String> with(List<String> frames, int at, String frame) {
        List<String> more = new ArrayList<>(frames);
        more.add(at, frame);
        return more;
    }

    private static List<String> swapped(List<String> frames) {
        List<String> other = new ArrayList<>(frames);
        other.add(1, other.remove(0));
        return other;
    }

    private static String token(List<String> frames) {
        return frames.stream()
                .filter(frame -> frame.startsWith("event: token"))
                .findFirst()
                .orElse("event: token\ndata: {}\n\n");
    }

    static JsonNode json(String text) {
        try {
            JsonNode node = WireJson.tree(text);
            return node.isObject() ? node : WireJson.object();
        } catch (JsonProcessingException e) {
            return WireJson.object();
        }
    }

    /** One field, by its path. */
    record JsonField(List<String> path) {
        static List<JsonField> of(JsonNode node) {
            List<JsonField> fields = new ArrayList<>();
            node.properties().forEach(property -> {
                fields.add(new JsonField(List.of(property.getKey())));
                JsonNode inner =
                        property.getValue().isArray() ? property.getValue().path(0) : property.getValue();
                of(inner).forEach(field -> {
                    List<String> path = new ArrayList<>(List.of(property.getKey()));
                    path.addAll(field.path());
                    fields.add(new JsonField(path));
                });
            });
            return fields;
        }

        String removedFrom(JsonNode body) {
            ObjectNode copy = body.deepCopy();
            parent(copy).remove(path.get(path.size() - 1));
            return WireJson.text(copy);
        }

        String retypedIn(JsonNode body) {
            ObjectNode copy = body.deepCopy();
            String name = path.get(path.size() - 1);
            ObjectNode parent = parent(copy);
            if (parent.get(name).isTextual()) {
                parent.put(name, 5);
            } else {
                parent.put(name, "text");
            }
            return WireJson.text(copy);
        }

        private ObjectNode parent(ObjectNode root) {
            JsonNode at = root;
            for (String name : path.subList(0, path.size() - 1)) {
                at = at.path(name).isArray() ? at.path(name).path(0) : at.path(name);
            }
            return (ObjectNode) at;
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }
}
