package dev.gpuworker.conformance.http;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;

/** Where a body ends: at a length, with the last chunk, or with the connection. */
abstract sealed class BodyFraming permits BodyFraming.Counted, BodyFraming.UntilClose, ChunkedFraming {
    static final BodyFraming NOT_YET = new Counted(-1);

    private String fault = "";

    static BodyFraming of(ReceivedHead head, boolean bodyless) {
        List<String> coding = head.headers().getOrDefault("transfer-encoding", List.of());
        List<String> lengths = head.headers().getOrDefault("content-length", List.of());
        if (bodyless || head.status() == 204 || head.status() == 304) {
            return new Counted(0);
        }
        if (!coding.isEmpty()
                && coding.get(coding.size() - 1).toLowerCase(Locale.ROOT).endsWith("chunked")) {
            return new ChunkedFraming();
        }
        if (lengths.isEmpty()) {
            return new UntilClose();
        }
        if (!lengths.get(0).matches("\\d{1,15}")) {
            BodyFraming broken = new Counted(-1);
            broken.fail("Content-Length is not a number: " + lengths.get(0));
            return broken;
        }
        return new Counted(Long.parseLong(lengths.get(0)));
    }

    /** Moves the body's bytes to the sink; returns the index of the first byte that it did not consume. */
    abstract int feed(byte[] bytes, int from, int length, ByteArrayOutputStream body);

    abstract boolean isComplete();

    boolean mayEndHere() {
        return false;
    }

    final void fail(String what) {
        fault = what;
    }

    final String fault() {
        return fault;
    }

    /** A body with a Content-Length. */
    static final class Counted extends BodyFraming {
        private long left;

        private Counted(long length) {
            this.left = length;
        }

        @Override
        int feed(byte[] bytes, int from, int length, ByteArrayOutputStream body) {
            int take = (int) Math.min(left, length - from);
            if (take <= 0) {
                return length;
            }
            body.write(bytes, from, take);
            left -= take;
            return from + take;
        }

        @Override
        boolean isComplete() {
            return left == 0;
        }
    }

    /** A body that ends with the connection. */
    static final class UntilClose extends BodyFraming {
        @Override
        int feed(byte[] bytes, int from, int length, ByteArrayOutputStream body) {
            body.write(bytes, from, length - from);
            return length;
        }

        @Override
        boolean isComplete() {
            return false;
        }

        @Override
        boolean mayEndHere() {
            return true;
        }
    }
}
