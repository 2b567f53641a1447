package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.AfterStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The head of a stream's response, as far as a script changes it. Immutable.
 *
 * @param headers sent instead of the stream's own headers of the same names, and besides the others
 * @param afterStream what becomes of the connection after the stream (D-20); null: what the worker does otherwise
 */
public record StreamHead(
        Map<String, String> headers, @Nullable AfterStream afterStream) {
    /** Changes nothing. */
    public static final StreamHead PLAIN = new StreamHead(Map.of(), null);

    /** Copies the headers, keeping their order. Rejects what could break the head apart. */
    public StreamHead {
        headers.forEach((name, value) -> {
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}") || !value.matches("[\\t\\x20-\\x7e]{0,4096}")) {
                throw new IllegalArgumentException("not a header: \"" + name + "\" with the value \"" + value + "\"");
            }
        });
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** Returns a copy with this header. */
    public StreamHead header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new StreamHead(more, afterStream);
    }

    /** Returns a copy after whose stream this becomes of the connection. */
    public StreamHead afterStream(AfterStream after) {
        return new StreamHead(headers, after);
    }
}
