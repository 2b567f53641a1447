package dev.gpuworker.conformance.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The request of a call. It is not validated, so that a rule can see how a worker answers nonsense. Immutable; the
 * caller must not change the body.
 *
 * @param method HTTP method
 * @param path path with its leading slash
 * @param headers header lines besides {@code Host} and {@code Content-Length}, which are added
 * @param body empty for none
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record HttpRequest(String method, String path, List<Header> headers, byte[] body) {
    /** Copies the headers. */
    public HttpRequest {
        headers = List.copyOf(headers);
    }

    /** Returns a GET without additional headers. */
    public static HttpRequest get(String path) {
        return new HttpRequest("GET", path, List.of(), new byte[0]);
    }

    /** Returns a POST of a JSON text. */
    public static HttpRequest postJson(String path, String json) {
        return post(path, json).with("Content-Type", "application/json");
    }

    /** Returns a POST without a content type. */
    public static HttpRequest post(String path, String body) {
        return new HttpRequest("POST", path, List.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns this request with one more header line. */
    public HttpRequest with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new HttpRequest(method, path, more, body);
    }

    byte[] bytes(String host) {
        StringBuilder head = new StringBuilder(256);
        head.append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        if (body.length > 0 || "POST".equals(method)) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length() + 2 + body.length);
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }
}
