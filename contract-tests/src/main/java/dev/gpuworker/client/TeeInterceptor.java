package dev.gpuworker.client;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** Copies the bytes from the network, with their times, into the call's {@link TranscriptRecorder}. */
final class TeeInterceptor implements Interceptor {
    @Override
    public Response intercept(Chain chain) throws IOException {
        TranscriptRecorder recording = Objects.requireNonNull(chain.request().tag(TranscriptRecorder.class));
        Response response = chain.proceed(chain.request());
        recording.head(response.code(), response.headers().toMultimap());
        ResponseBody body = response.body();
        return response.newBuilder()
                // OkHttp repeats a request automatically on "503, Retry-After: 0"; a job must not be sent twice.
                .removeHeader("Retry-After")
                .body(ResponseBody.create(
                        Okio.buffer(new Tee(body.source(), recording)), body.contentType(), body.contentLength()))
                .build();
    }

    private static final class Tee extends ForwardingSource {
        private final TranscriptRecorder recording;

        Tee(Source delegate, TranscriptRecorder recording) {
            super(delegate);
            this.recording = recording;
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            Buffer piece = new Buffer();
            long count = super.read(piece, byteCount);
            if (count > 0) {
                byte[] bytes = piece.readByteArray();
                recording.chunk(bytes);
                sink.write(bytes);
            }
            return count;
        }
    }
}
