package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Transcript;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Response;

/**
 * The answer to one job as bytes: status, headers and a body that is read while it comes. The deadlines and the limit
 * of the body of {@link WorkerClientConfig} apply. Close it, or read it to its end. One thread at a time may read.
 */
public final class RawResponse implements AutoCloseable {
    private final HttpCall call;
    private final Response response;
    private final Transcript head;
    private final InputStream body;

    RawResponse(HttpCall call, Response response, Transcript head) {
        this.call = call;
        this.response = response;
        this.head = head;
        this.body = new Body(response.body().byteStream());
    }

    /** Returns the HTTP status. */
    public int status() {
        return head.status();
    }

    /** Returns the first value of a header; case is ignored. */
    public Optional<String> header(String name) {
        return head.header(name);
    }

    /**
     * Returns the body without its transfer coding. A read waits for the next bytes; it throws a
     * {@link WorkerClientException} if the transfer breaks, or takes longer than a deadline allows.
     */
    public InputStream body() {
        return body;
    }

    /** Closes the connection at once if the body has not ended; the worker sees its client disconnect. */
    @Override
    public void close() {
        call.close();
        response.close();
        call.finished();
    }

    /** Reports every byte to the watchdog, and gives each failure its type. */
    private final class Body extends InputStream {
        private final InputStream bytes;

        Body(InputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            Objects.checkFromIndexSize(from, length, target.length);
            if (length == 0) {
                return 0; // the source would wait for a byte
            }
            try {
                int count = bytes.read(target, from, length);
                if (count < 0) {
                    call.finished();
                } else {
                    call.watchdog().enter(DeadlineKind.IDLE);
                }
                return count;
            } catch (IOException | RuntimeException e) {
                call.finished();
                throw call.failure(e);
            }
        }

        @Override
        public int available() throws IOException {
            return bytes.available();
        }

        @Override
        public void close() {
            RawResponse.this.close();
        }
    }
}
