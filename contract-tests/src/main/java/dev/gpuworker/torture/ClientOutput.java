package dev.gpuworker.torture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.demand.FailureKind;
import dev.gpuworker.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Reads the lines that a client prints: one for each event, and one for the end. Thread-safe. */
final class ClientOutput {
    /** The longest line has 1 MiB of data, each character of which a client may escape with six. */
    static final int BYTES_MAX = 8 << 20;

    private static final int CHARS_MAX = 100;

    private final List<Delivered> events = new ArrayList<>(); // guarded by this
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable Outcome outcome; // guarded by this
    private int lines; // guarded by this

    /** Reads to the end of the output, or up to its greatest length. */
    void read(InputStream in) {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int total = 0;
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                total += read;
                if (total > BYTES_MAX) {
                    broken("it printed more than " + (BYTES_MAX >> 20) + " MiB");
                    return;
                }
                for (int k = 0; k < read; k++) {
                    if (buffer[k] == '\n') {
                        line(line.toString(StandardCharsets.UTF_8));
                        line.reset();
                    } else {
                        line.write(buffer[k]);
                    }
                }
            }
        } catch (IOException e) {
            // The process was killed; what it printed before counts.
        } finally {
            if (line.size() > 0) {
                line(line.toString(StandardCharsets.UTF_8));
            }
            over.countDown();
        }
    }

    /** Is released as soon as nothing more can change the verdict. */
    CountDownLatch over() {
        return over;
    }

    synchronized List<Delivered> events() {
        return List.copyOf(events);
    }

    /** Returns what the client said in the end; empty if it said nothing yet. */
    synchronized Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    /** Returns whether it printed anything. */
    synchronized boolean isSilent() {
        return lines == 0;
    }

    private synchronized void line(String text) {
        if (text.isBlank() || outcome instanceof Outcome.Unusable) {
            return;
        }
        lines++;
        if (outcome != null) {
            broken("line " + lines + " follows the last one, which ended the output: " + shown(text));
            return;
        }
        JsonNode node = object(text);
        JsonNode data = node == null ? null : node.get("data");
        JsonNode error = node == null ? null : node.get("error");
        if (data != null && data.isTextual()) {
            String name = node == null ? "" : node.path("event").asText("");
            events.add(new Delivered(name.isEmpty() || name.equals("null") ? "message" : name, data.asText()));
        } else if (node != null && node.path("end").asBoolean()) {
            ended(new Outcome.Ended());
        } else if (error != null && error.isTextual()) {
            Optional<FailureKind> kind = FailureKind.of(error.asText());
            if (kind.isPresent()) {
                ended(new Outcome.Failed(kind.get()));
            } else {
                broken("line " + lines + " has an unknown kind of error: " + shown(error.asText()) + "; the kinds are "
                        + String.join(", ", FailureKind.all()));
            }
        } else {
            broken("line " + lines
                    + " is neither {\"event\": NAME, \"data\": STRING} nor {\"end\": true} nor {\"error\":" + " KIND}: "
                    + shown(text));
        }
    }

    private synchronized void broken(String problem) {
        outcome = new Outcome.Unusable(problem);
        over.countDown();
    }

    private void ended(Outcome how) {
        outcome = how;
        over.countDown();
    }

    private static @Nullable JsonNode object(String text) {
        try {
            JsonNode node = WireJson.tree(text);
            return node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static String shown(String text) {
        return PrintableText.quoted(text, CHARS_MAX);
    }
}
