package dev.gpuworker.conformance.http;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Decodes the bytes of one HTTP/1.1 response as they come and returns the bytes of the body. Not thread-safe. */
final class ResponseDecoder {
    /** Far more than a worker sends; a longer head is not a head. */
    private static final int HEAD_BYTES_MAX = 64 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final boolean bodyless;
    private ReceivedHead parsed = ReceivedHead.NONE;
    private BodyFraming framing = BodyFraming.NOT_YET;
    private String fault = "";

    ResponseDecoder(String method) {
        this.bodyless = "HEAD".equals(method);
    }

    /** Returns those of these bytes that belong to the body. */
    byte[] feed(byte[] bytes, int length) {
        ByteArrayOutputStream body = new ByteArrayOutputStream(length);
        int at = 0;
        while (at < length && fault.isEmpty()) {
            if (framing == BodyFraming.NOT_YET) {
                at = feedHead(bytes, at, length);
            } else {
                at = framing.feed(bytes, at, length, body);
                fault = framing.fault();
                if (framing.isComplete()) {
                    break;
                }
            }
        }
        return body.toByteArray();
    }

    private int feedHead(byte[] bytes, int from, int length) {
        for (int at = from; at < length; at++) {
            head.write(bytes[at]);
            if (bytes[at] == '\n' && ReceivedHead.isWhole(head.toByteArray())) {
                readHead();
                return at + 1;
            }
            if (head.size() > HEAD_BYTES_MAX || !ReceivedHead.canBegin(head)) {
                head.write(bytes, at + 1, length - at - 1); // the message quotes the beginning
                fault = ReceivedHead.notHttp(head.toByteArray());
                return length;
            }
        }
        return length;
    }

    private void readHead() {
        ReceivedHead read = ReceivedHead.parse(head.toByteArray());
        head.reset();
        if (read.status() >= 100 && read.status() < 200) {
            return;
        }
        if (!read.fault().isEmpty()) {
            fault = read.fault();
            return;
        }
        parsed = read;
        framing = BodyFraming.of(read, bodyless);
    }

    boolean hasHead() {
        return parsed.status() != 0;
    }

    int status() {
        return parsed.status();
    }

    Map<String, List<String>> headers() {
        return parsed.headers();
    }

    boolean isComplete() {
        return framing.isComplete();
    }

    /** Returns whether the end of the connection properly ends this response. */
    boolean mayEndHere() {
        return framing.isComplete() || framing.mayEndHere();
    }

    /** Returns what is wrong with the bytes so far; empty if nothing is. */
    String fault() {
        return fault;
    }
}
