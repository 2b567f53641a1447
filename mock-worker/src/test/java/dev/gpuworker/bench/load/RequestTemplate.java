package dev.gpuworker.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request in which only one number differs from stream to stream.
 *
 * @param path path to POST to
 * @param headers additional header fields
 * @param body the body; {@value #NUMBER} in it is replaced by the stream's number, six digits wide
 */
public record RequestTemplate(String path, Map<String, String> headers, String body) {
    /** Stands for the stream's number. */
    public static final String NUMBER = "######";

    /** Copies the headers. */
    public RequestTemplate {
        headers = Map.copyOf(new TreeMap<>(headers));
    }

    /** Returns the body for this stream. */
    public String body(int number) {
        return body.replace(NUMBER, digits(number));
    }

    /** Returns the bytes of the whole request for this stream. */
    public byte[] bytes(int number, int port) {
        String content = body(number);
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Accept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ")
                .append(content.getBytes(StandardCharsets.UTF_8).length)
                .append("\r\n\r\n")
                .append(content);
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String digits(int number) {
        String text = Integer.toString(1_000_000 + number);
        return text.substring(1);
    }
}
