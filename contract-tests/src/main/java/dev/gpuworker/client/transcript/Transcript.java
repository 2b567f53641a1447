package dev.gpuworker.client.transcript;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One exchange as it was on the wire: what was asked, every byte of the answer's body with its arrival time, how it
 * ended. Immutable.
 *
 * @param method HTTP method of the request
 * @param path path of the request
 * @param requestBody text of the request's body, empty where it had none
 * @param status HTTP status, 0 when no status line arrived
 * @param headers response headers, names in lower case
 * @param headNanos arrival of the response head on the same clock as the chunks; -1 when none arrived
 * @param chunks the body, in order of arrival, transfer coding removed
 * @param ending how it ended
 * @param endNanos when it ended, on the same clock
 * @param endDetail for people: what the transport said, empty when all went well
 */
public record Transcript(
        String method,
        String path,
        String requestBody,
        int status,
        Map<String, List<String>> headers,
        long headNanos,
        List<Chunk> chunks,
        Ending ending,
        long endNanos,
        String endDetail) {
    /** Copies the collections. */
    public Transcript {
        headers = Map.copyOf(headers);
        chunks = List.copyOf(chunks);
    }

    /** Returns the first value of a response header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Returns all bytes of the body. */
    public byte[] body() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(chunk -> all.writeBytes(chunk.bytes()));
        return all.toByteArray();
    }
}
