package dev.gpuworker.pact;

import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.io.PrintableText;
import java.nio.charset.StandardCharsets;

/** Shows the beginning of the body that came: a worker often names the fault there. */
final class BodyStart {
    /** Shows an error envelope with a few field errors, or the first events of a stream. */
    private static final int CHARS_MAX = 300;

    private static final int UTF8_BYTES_MAX = 4;

    private BodyStart() {}

    /** Returns a line for the end of a message, or an empty text if no body came. */
    static String line(Transcript transcript) {
        byte[] body = transcript.body();
        if (body.length == 0) {
            return "";
        }
        int length = Math.min(body.length, (CHARS_MAX + 1) * UTF8_BYTES_MAX);
        String text = new String(body, 0, length, StandardCharsets.UTF_8);
        return "\n  the body begins: " + PrintableText.quoted(text, CHARS_MAX);
    }

    /** Returns the message of a failed call, and the beginning of the body. */
    static String after(WorkerClientException failure) {
        return failure.getMessage() + line(failure.transcript());
    }
}
