package dev.gpuworker.conformance.mutant.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** An event that the reference worker is about to send. */
public record Planned(String type, ObjectNode json) {
    /** Metrics as they should be. */
    public static final Planned METRICS = of("metrics", "{\"tokens_per_sec\":100.5,\"vram_bytes\":5}");

    public static Planned of(String type, String json) {
        try {
            return new Planned(type, (ObjectNode) WireJson.tree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** Returns a copy whose JSON was changed. */
    public Planned changed(Consumer<ObjectNode> change) {
        ObjectNode copy = json.deepCopy();
        change.accept(copy);
        return new Planned(type, copy);
    }

    public Planned as(String otherType) {
        return new Planned(otherType, json);
    }

    public boolean is(String name) {
        return type.equals(name);
    }

    /** Returns whether this is the token with this index. */
    public boolean isToken(int index) {
        return is("token") && json.path("i").asInt() == index;
    }

    public boolean isTerminal() {
        return is("end") || is("error");
    }

    public byte[] frame() {
        return frame("event: " + type + "\ndata: " + WireJson.text(json) + "\n\n");
    }

    public static byte[] frame(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
