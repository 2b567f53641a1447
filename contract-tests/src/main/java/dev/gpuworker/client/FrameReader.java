package dev.gpuworker.client;

import dev.gpuworker.wire.SseFrame;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Reads the frames of an event stream with okhttp-sse, which gets its bytes from {@link CleanSource}. */
final class FrameReader {
    private static final MediaType EVENT_STREAM = MediaType.get("text/event-stream");

    /** Takes each frame with its place in the body; an exception ends the reading. */
    interface Sink {
        void frame(SseFrame frame, long fromByte, long toByte) throws IOException;
    }

    private FrameReader() {}

    /** Reads to the end of the body. Rethrows exceptions of the body, this reader or the sink. */
    static void read(Source body, int eventBytesMax, Sink sink) throws IOException {
        CleanSource clean = new CleanSource(body, eventBytesMax);
        Listener listener = new Listener(clean, sink);
        EventSources.processResponse(
                new Response.Builder()
                        .request(new Request.Builder()
                                .url("http://worker/execute")
                                .build())
                        .protocol(Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(ResponseBody.create(Okio.buffer(clean), EVENT_STREAM, -1))
                        .build(),
                listener);
        listener.rethrow();
    }

    private static final class Listener extends EventSourceListener {
        private final CleanSource clean;
        private final Sink sink;
        private @Nullable Throwable failure;

        Listener(CleanSource clean, Sink sink) {
            this.clean = clean;
            this.sink = sink;
        }

        @Override
        public void onEvent(EventSource source, @Nullable String id, @Nullable String type, String data) {
            try {
                sink.frame(new SseFrame(type, data), clean.blockFrom(), clean.blockTo());
            } catch (IOException e) {
                failure = e;
                source.cancel();
            }
        }

        @Override
        public void onFailure(EventSource source, @Nullable Throwable thrown, @Nullable Response response) {
            if (failure == null) {
                failure = thrown;
            }
        }

        void rethrow() throws IOException {
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure != null) {
                throw failure instanceof IOException io ? io : new IOException(failure);
            }
        }
    }
}
