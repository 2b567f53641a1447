package dev.gpuworker.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/**
 * Configures OkHttp for a test bench: one connection per call, no retries, no redirects, no limit of calls per host,
 * and deadlines by {@link Watchdog}. Its threads are daemons.
 */
final class Transport implements AutoCloseable {
    /** Chunked coding adds at most six bytes to a piece of one byte; the head is far smaller than the rest. */
    private static final int WIRE_PER_BODY_BYTE = 8;

    private static final long HEAD_BYTES_MAX = 1 << 20;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final WorkerClientConfig config;
    private final OkHttpClient http;
    private final ExecutorService threads = Executors.newCachedThreadPool(daemons("worker-client-"));
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, daemons("worker-client-deadlines-"));
    private final Set<HttpCall> live = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Transport(WorkerClientConfig config) {
        this.config = config;
        timer.setRemoveOnCancelPolicy(true);
        http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .connectionPool(new ConnectionPool(0, 1, TimeUnit.MILLISECONDS))
                .socketFactory(new BoundedSockets(config.bodyBytesMax() * WIRE_PER_BODY_BYTE + HEAD_BYTES_MAX))
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .connectTimeout(Duration.ZERO)
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                .addNetworkInterceptor(new TeeInterceptor())
                .build();
    }

    WorkerClientConfig config() {
        return config;
    }

    Call newCall(Request request, TranscriptRecorder recording, Runnable onConnected) {
        return http.newBuilder()
                .eventListener(new Listener(recording, onConnected))
                .build()
                .newCall(request.newBuilder()
                        .tag(TranscriptRecorder.class, recording)
                        .build());
    }

    Watchdog watchdog(Runnable onExpiry) {
        return new Watchdog(timer, config, onExpiry);
    }

    void run(Runnable task) {
        threads.execute(task);
    }

    boolean isClosed() {
        return closed;
    }

    /** Registers the exchange until it has ended, so that {@link #close()} can end it. */
    void begin(HttpCall exchange) {
        live.add(exchange);
        if (closed) {
            exchange.close();
        }
    }

    void end(HttpCall exchange) {
        live.remove(exchange);
    }

    /** Ends every running call. */
    @Override
    public void close() {
        closed = true;
        live.forEach(HttpCall::close);
        timer.shutdownNow();
        threads.shutdown();
    }

    private static ThreadFactory daemons(String prefix) {
        return task -> {
            Thread thread = new Thread(task, prefix + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static final class Listener extends EventListener {
        private final TranscriptRecorder recording;
        private final Runnable onConnected;

        Listener(TranscriptRecorder recording, Runnable onConnected) {
            this.recording = recording;
            this.onConnected = onConnected;
        }

        @Override
        public void connectionAcquired(Call call, Connection connection) {
            recording.connected();
            onConnected.run();
        }

        @Override
        public void requestHeadersEnd(Call call, Request request) {
            recording.requestWritten();
        }

        @Override
        public void requestBodyEnd(Call call, long byteCount) {
            recording.requestWritten();
        }
    }

    /**
     * Sockets that stop reading after a number of bytes. Otherwise an endless header, chunk extension or trailer could
     * fill the memory before the limit of the body applies.
     */
    private static final class BoundedSockets extends SocketFactory {
        private final long bytesMax;

        BoundedSockets(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        @Override
        public Socket createSocket() {
            return new BoundedSocket(bytesMax);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw unconnected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
            throw unconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw unconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
            throw unconnected();
        }

        private static UnsupportedOperationException unconnected() {
            return new UnsupportedOperationException("this factory creates only unconnected sockets");
        }

        private static final class BoundedSocket extends Socket {
            private final long bytesMax;

            BoundedSocket(long bytesMax) {
                this.bytesMax = bytesMax;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return new BoundedInput(super.getInputStream(), bytesMax);
            }
        }

        private static final class BoundedInput extends FilterInputStream {
            private final long bytesMax;
            private long bytes;

            BoundedInput(InputStream in, long bytesMax) {
                super(in);
                this.bytesMax = bytesMax;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int from, int length) throws IOException {
                int count = super.read(target, from, length);
                bytes += Math.max(0, count);
                if (bytes > bytesMax) {
                    throw new TooMuchException("the connection exceeds the limit of " + bytesMax + " bytes");
                }
                return count;
            }
        }
    }

    /** Copies the bytes from the network, with their times, into the call's {@link TranscriptRecorder}. */
    private static final class TeeInterceptor implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            TranscriptRecorder recording =
                    Objects.requireNonNull(chain.request().tag(TranscriptRecorder.class));
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
}
