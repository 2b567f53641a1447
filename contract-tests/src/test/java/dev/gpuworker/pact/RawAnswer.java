package dev.gpuworker.pact;

import dev.gpuworker.client.Peer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * One HTTP answer, to be served as it is or after something in it was broken.
 *
 * @param status of the answer
 * @param headers one value for each name
 * @param body as text
 */
record RawAnswer(int status, Map<String, String> headers, String body) {
    RawAnswer {
        headers = Map.copyOf(headers);
    }

    RawAnswer withStatus(int other) {
        return new RawAnswer(other, headers, body);
    }

    RawAnswer withBody(String other) {
        return new RawAnswer(status, headers, other);
    }

    RawAnswer withHeader(String name, String value) {
        Map<String, String> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(name, value);
        return new RawAnswer(status, more, body);
    }

    RawAnswer withoutHeader(String name) {
        Map<String, String> fewer = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fewer.putAll(headers);
        fewer.remove(name);
        return new RawAnswer(status, fewer, body);
    }

    void send(Peer peer) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ")
                .append(body.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n");
        peer.send(head + body);
    }
}
