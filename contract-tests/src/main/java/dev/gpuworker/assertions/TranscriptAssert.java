package dev.gpuworker.assertions;

import dev.gpuworker.client.TranscriptFrames;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;

/** Assertions about an exchange as it was on the wire. */
public final class TranscriptAssert extends AbstractAssert<TranscriptAssert, Transcript> {
    /** Shows a few events on either side. */
    private static final int CONTEXT_BYTES = 200;

    TranscriptAssert(Transcript actual) {
        super(actual, TranscriptAssert.class);
    }

    /** Asserts the HTTP status; 0 means none. */
    public TranscriptAssert hasStatus(int expected) {
        if (actual.status() != expected) {
            throw at(0, "expected HTTP status " + expected + ", but was " + actual.status());
        }
        return this;
    }

    /** Asserts the first value of a response header. */
    public TranscriptAssert hasHeader(String name, String expected) {
        Optional<String> value = actual.header(name);
        if (!value.equals(Optional.of(expected))) {
            throw at(0, "expected the header " + name + ": " + expected + ", but was " + value.orElse("absent"));
        }
        return this;
    }

    /** Asserts how the exchange ended. */
    public TranscriptAssert ended(TransferEnd expected) {
        if (actual.ending() != expected) {
            throw at(
                    actual.body().length,
                    "expected the ending " + expected + ", but was " + actual.ending() + " " + actual.endDetail());
        }
        return this;
    }

    /** Asserts the whole body as UTF-8 text. */
    public TranscriptAssert hasBody(String expected) {
        byte[] body = actual.body();
        int fault = Arrays.mismatch(body, expected.getBytes(StandardCharsets.UTF_8));
        if (fault >= 0) {
            throw at(fault, "the body differs from the expected " + expected.length() + " characters at byte " + fault);
        }
        return this;
    }

    /** Asserts that the body is an event stream of these types, without broken bytes or an incomplete last event. */
    public TranscriptAssert hasFrames(String... types) {
        TranscriptFrames read = TranscriptFrames.of(actual);
        if (read.problem().isPresent()) {
            throw at((int) read.atByte(), read.problem().orElseThrow());
        }
        List<String> found = read.frames().stream()
                .map(received -> String.valueOf(received.frame().event()))
                .toList();
        if (!found.equals(List.of(types))) {
            throw at(0, "expected the events " + List.of(types) + ", but were " + found);
        }
        if (!read.lastComplete()) {
            throw at(actual.body().length, "the last event is incomplete");
        }
        return this;
    }

    private AssertionError at(int offset, String problem) {
        byte[] body = actual.body();
        int from = Math.max(0, offset - CONTEXT_BYTES);
        int to = Math.min(body.length, offset + CONTEXT_BYTES);
        String before = new String(body, from, Math.min(offset, body.length) - from, StandardCharsets.UTF_8);
        String after = new String(body, Math.min(offset, to), to - Math.min(offset, to), StandardCharsets.UTF_8);
        return failure(
                "%s%n  %s %s: HTTP %d, %d bytes, %s%n  bytes %d to %d, the place in question marked by »:%n%s»%s",
                problem,
                actual.method(),
                actual.path(),
                actual.status(),
                body.length,
                actual.ending(),
                from,
                to,
                before,
                after);
    }
}
