package dev.gpuworker.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.io.Deadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One exchange over a socket of its own, reduced to what is compared with a recorded one: status, media type,
 * {@code allow}, body, framing, and whether the connection stays open. Of plain text only what stands before the first
 * colon counts: the rest is the wording of the worker's libraries.
 */
record RawExchange(
        String status, String mediaType, String allow, String body, String framing, String connection, String chunks) {
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    /** How long a connection must stay open to count as open, and how long one that should be closed may take. */
    private static final Duration STAYS_OPEN = Duration.ofMillis(50);

    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** Returns a recorded exchange. */
    static RawExchange recorded(JsonNode pair) {
        Map<String, String> headers = new LinkedHashMap<>();
        pair.get("headers")
                .properties()
                .forEach(field -> headers.put(field.getKey(), field.getValue().asText()));
        String status = pair.get("status").asText();
        String connection = pair.get("connection").asText().startsWith("closed") ? "closed" : "open";
        return of(
                status,
                headers,
                pair.get("body").asText(),
                pair.get("framing").asText(),
                connection,
                pair.path("chunks").isNull() ? "" : pair.path("chunks").toString());
    }

    /** Sends the bytes of a request and returns what came. */
    static RawExchange sent(int port, String request, boolean shouldClose) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(BYTES));
            return answer(new Incoming(socket), request.startsWith("HEAD "), shouldClose);
        }
    }

    private static RawExchange answer(Incoming in, boolean head, boolean shouldClose) throws IOException {
        in.readUntil(text -> text.contains("\r\n\r\n"));
        int end = in.text().indexOf("\r\n\r\n");
        if (end < 0) {
            return of("(no response)", Map.of(), in.text(), "-", in.state(), "");
        }
        String[] lines = in.text().substring(0, end).split("\r\n", -1);
        if (lines[0].contains(" 100 ")) {
            return of(lines[0], Map.of(), "", "none", "open", "");
        }
        Map<String, String> headers = headers(lines);
        int from = end + 4;
        String body = "";
        String framing = "none";
        StringBuilder chunks = new StringBuilder();
        if (!head && headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
            in.readUntil(text -> text.substring(from).endsWith(LAST_CHUNK));
            framing = in.text().endsWith(LAST_CHUNK) ? "chunked" : "chunked INCOMPLETE";
            body = unchunked(in.text().substring(from), chunks);
        } else if (!head && headers.containsKey("content-length")) {
            int length = Integer.parseInt(headers.get("content-length"));
            in.readUntil(text -> text.length() >= from + length);
            framing = "content-length";
            body = in.text().substring(from);
        } else if (!head) {
            in.readUntil(text -> false);
            framing = "until-close";
            body = in.text().substring(from);
        }
        return of(
                lines[0],
                headers,
                body,
                framing,
                in.stateWithin(shouldClose ? PATIENCE : STAYS_OPEN),
                chunks.toString());
    }

    private static RawExchange of(
            String status, Map<String, String> headers, String body, String framing, String connection, String chunks) {
        String type = headers.getOrDefault("content-type", "")
                .toLowerCase(Locale.ROOT)
                .replace(" ", "");
        String masked = body.replaceAll("\"decode_time_ms\":\\d+", "\"decode_time_ms\":N")
                .replaceAll("\"vram_bytes\":\\d+", "\"vram_bytes\":N")
                .replace(",\"mock\":true", "");
        return new RawExchange(
                status.startsWith("HTTP") ? status.split(" ", 3)[1] : status,
                body.isEmpty() ? "" : type,
                headers.getOrDefault("allow", "").replace(" ", ""),
                type.startsWith("text/plain") ? masked.split(":", 2)[0] : masked,
                framing,
                connection,
                masked.equals(body) ? chunks : chunks.replaceFirst(",\\d+,0]$", ",end,0]"));
    }

    private static Map<String, String> headers(String... lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static String unchunked(String framed, StringBuilder sizes) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        while (at < framed.length()) {
            int end = framed.indexOf("\r\n", at);
            int size = Integer.parseInt(framed.substring(at, end), 16);
            sizes.append(sizes.isEmpty() ? "[" : ",").append(size);
            body.append(framed, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
        sizes.append(']');
        return body.toString();
    }

    /** What a socket has received. */
    private static final class Incoming {
        private final Socket socket;
        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private boolean open = true;

        Incoming(Socket socket) {
            this.socket = socket;
        }

        String text() {
            return received.toString(BYTES);
        }

        String state() {
            return open ? "open" : "closed";
        }

        String stateWithin(Duration time) throws IOException {
            int before = received.size();
            read(Deadline.after(time), text -> text.length() > before);
            return state();
        }

        void readUntil(Predicate<String> enough) throws IOException {
            read(Deadline.after(PATIENCE), enough);
        }

        private void read(Deadline deadline, Predicate<String> enough) throws IOException {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[65_536];
            while (open && !enough.test(text()) && deadline.millisLeft() > 0) {
                socket.setSoTimeout(deadline.millisLeft());
                try {
                    int read = in.read(buffer);
                    open = read >= 0;
                    received.write(buffer, 0, Math.max(0, read));
                } catch (SocketTimeoutException e) {
                    return;
                } catch (IOException e) {
                    open = false;
                }
            }
        }
    }
}
