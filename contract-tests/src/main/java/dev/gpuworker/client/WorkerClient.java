package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.CancelResponse;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Calls one worker. Each call has its own connection, nothing is ever sent twice, and the number of simultaneous calls
 * is not limited. Thread-safe.
 *
 * <pre>{@code
 * try (WorkerClient worker = new WorkerClient(URI.create("http://127.0.0.1:8080"))) {
 *     StreamRecord stream = worker.execute(ExecuteRequest.of("job-1", "Write a haiku")).collect();
 *     System.out.println(stream.text() + " after " + stream.timings().total());
 * }
 * }</pre>
 *
 * <p>Failures are {@link WorkerClientException}s: one type for each kind of failure, each with the data that had
 * arrived.
 */
public final class WorkerClient implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");

    private final HttpUrl base;
    private final Transport transport;
    private final Map<String, String> headers;
    private final DialectReading reading;

    /** Creates a client with the default deadlines and limits. Throws {@link IllegalArgumentException} as below. */
    public WorkerClient(URI worker) {
        this(worker, WorkerClientConfig.defaults());
    }

    /**
     * Creates a client; sends nothing yet. Throws {@link IllegalArgumentException} unless the URL is absolute and has
     * the scheme {@code http} or {@code https} and a host.
     */
    public WorkerClient(URI worker, WorkerClientConfig config) {
        this(base(worker), new Transport(config), Map.of());
    }

    private WorkerClient(HttpUrl base, Transport transport, Map<String, String> headers) {
        this.base = base;
        this.transport = transport;
        this.headers = Map.copyOf(headers);
        this.reading = DialectReading.of(transport.config().dialect());
    }

    /** Returns a client that also sends this header; it shares everything with this one, including {@link #close()}. */
    public WorkerClient withHeader(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new WorkerClient(base, transport, more);
    }

    /**
     * Sends a job and returns its stream at once; wait on the stream to learn whether the worker accepted it. The
     * worker as built has no default for {@code max_tokens}: if the request has none, the contract's 2048 is sent.
     */
    public EventStream execute(ExecuteRequest request) {
        return executeBody(reading.spoken(request).toJson());
    }

    /** Sends any body to {@code POST /execute} with the content type of JSON; returns as {@link #execute} does. */
    public EventStream executeBody(String body) {
        HttpCall exchange = exchange("POST", "/execute", body, "text/event-stream");
        StreamLog log = new StreamLog();
        transport.run(new StreamCall(exchange, log, transport.config()));
        return new EventStream(exchange, log, transport);
    }

    /**
     * Sends a job and returns its answer as bytes, while they come; waits for the head of the answer. Nothing is
     * decoded or checked.
     *
     * @throws WorkerClientException if no head came
     */
    public RawResponse executeRaw(ExecuteRequest request) {
        return exchange("POST", "/execute", reading.spoken(request).toJson(), "text/event-stream")
                .open();
    }

    /**
     * Returns the worker's health, every field checked (M0-W-1320). The worker as built reports only {@code status} and
     * {@code vramBytesUsed}, and answers once its running job has ended.
     */
    public HealthResponse health() {
        return json(exchange("GET", "/health", "", "application/json"), 200, reading::health);
    }

    /**
     * Cancels a job; the answer is the same whatever state the job is in (M0-W-1330).
     *
     * @throws UnsupportedOperationException if the dialect has no {@code /cancel}; then nothing is sent
     */
    public CancelResponse cancel(String jobId) {
        return cancelBody(WireJson.text(WireJson.object().put("job_id", jobId)));
    }

    /** Sends any body to {@code POST /cancel}; throws as {@link #cancel} does. */
    public CancelResponse cancelBody(String body) {
        reading.require("/cancel");
        return json(
                exchange("POST", "/cancel", body, "application/json"),
                202,
                fields -> new CancelResponse(fields.text("status"), fields.text("job_id")));
    }

    /**
     * Asks the worker to finish its job and exit (M0-W-1340). A worker that does not offer it answers 404.
     *
     * @throws UnsupportedOperationException if the dialect has no {@code /shutdown}; then nothing is sent
     */
    public void shutdown() {
        reading.require("/shutdown");
        HttpCall exchange = exchange("POST", "/shutdown", "", "application/json");
        AnswerChecks.expectStatus(exchange.arrived(exchange.whole(), List.of()), 202, "");
    }

    /**
     * Returns the Prometheus text of {@code GET /metrics} (M0-W-1350). A worker that does not offer it answers 404.
     *
     * @throws UnsupportedOperationException if the dialect has no {@code /metrics}; then nothing is sent
     */
    public String metrics() {
        reading.require("/metrics");
        HttpCall exchange = exchange("GET", "/metrics", "", "text/plain");
        Arrived arrived = exchange.arrived(exchange.whole(), List.of());
        AnswerChecks.expectStatus(arrived, 200, "text/plain");
        return AnswerChecks.text(arrived);
    }

    /**
     * Sends any request and returns the whole answer whatever its status. A body is sent as JSON unless
     * {@link #withHeader} sets another {@code Content-Type}; an empty body is sent without one. Do not use it for long
     * streams: the answer deadline applies.
     */
    public Transcript send(String method, String path, String body) {
        return exchange(method, path, body, "*/*").whole();
    }

    /** Frees every connection at once; streams that have not ended fail with {@link ClosedStreamException}. */
    @Override
    public void close() {
        transport.close();
    }

    private static <T> T json(HttpCall exchange, int status, Function<EventFields, T> reader) {
        return AnswerChecks.json(exchange.arrived(exchange.whole(), List.of()), status, reader);
    }

    private HttpCall exchange(String method, String path, String body, String accept) {
        if (transport.isClosed()) {
            throw new IllegalStateException("the client is closed");
        }
        String url = base.toString();
        Request.Builder request = new Request.Builder()
                .url(HttpUrl.get((url.endsWith("/") ? url.substring(0, url.length() - 1) : url) + path))
                .method(method, body(method, body, contentType()))
                .header("Accept", accept)
                .header("Accept-Encoding", "identity");
        headers.forEach(request::header);
        return new HttpCall(
                transport,
                request.build(),
                new TranscriptRecorder(method, path, body, transport.config().bodyBytesMax()));
    }

    private @Nullable MediaType contentType() {
        return headers.keySet().stream().anyMatch("content-type"::equalsIgnoreCase) ? null : JSON;
    }

    private static @Nullable RequestBody body(String method, String body, @Nullable MediaType contentType) {
        if (body.isEmpty()) {
            return method.equals("GET") || method.equals("HEAD") ? null : RequestBody.create(new byte[0]);
        }
        if (method.equals("GET") || method.equals("HEAD")) {
            throw new IllegalArgumentException(
                    "a " + method + " request cannot have a body, but this one has " + body.length() + " characters");
        }
        return RequestBody.create(body.getBytes(StandardCharsets.UTF_8), contentType);
    }

    private static HttpUrl base(URI worker) {
        HttpUrl url = HttpUrl.parse(worker.toString());
        if (url == null
                || worker.getRawAuthority() == null
                || worker.getQuery() != null
                || worker.getFragment() != null) {
            throw new IllegalArgumentException(
                    "expected the URL of a worker like http://127.0.0.1:8080, but was \"" + worker + "\"");
        }
        return url;
    }
}
