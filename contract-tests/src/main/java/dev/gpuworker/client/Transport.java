package dev.gpuworker.client;

import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;

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
}
