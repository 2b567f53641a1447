package dev.gpuworker.mock.cli.callback;

import dev.gpuworker.io.HttpAddress;
import dev.gpuworker.io.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One call of the ready callback, straight to its host: no tool of this project uses a proxy (ADR 0070). Not the JDK's
 * newer client, which refuses host names with underscores.
 */
public final class CallbackCall {
    private static final String READ_NO_FURTHER = "; its answer was longer than the bound";

    /** An orchestrator's answer is one line; bytes beyond this bound are not read. */
    private static final int ANSWER_BYTES_MAX = 1 << 20;

    private final HttpAddress target;
    private final Duration timeout;

    /**
     * Creates the call.
     *
     * @param timeout limit of one call, from its start to the end of the answer; zero for none, which is for
     *     {@link #post}
     */
    public CallbackCall(HttpAddress target, Duration timeout) {
        this.target = target;
        this.timeout = timeout;
    }

    /** Returns the URL without user name, password and query, which may be secrets. */
    public String shown() {
        return target.shown();
    }

    /** Posts the body. Returns what went wrong; empty if it was accepted. */
    public String attempt(String body) throws InterruptedException {
        Begun begun = begin(body);
        try {
            return begun.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            begun.connection.disconnect();
            return "no complete answer within " + timeout.toSeconds() + " s" + proxyHint();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the call completes with a text", e);
        }
    }

    /** Posts the body in the background; the future completes with what went wrong, with nothing if it was taken. */
    public CompletableFuture<String> post(String body) {
        return begin(body).answer;
    }

    private record Begun(HttpURLConnection connection, CompletableFuture<String> answer) {}

    private Begun begin(String body) {
        HttpURLConnection connection;
        try {
            connection = (HttpURLConnection) target.url().openConnection(Proxy.NO_PROXY);
        } catch (IOException e) {
            throw new IllegalStateException("opening a URL connection sends nothing yet", e);
        }
        CompletableFuture<String> answer = new CompletableFuture<>();
        var thread = new Thread(() -> answer.complete(call(connection, body)), "mock-worker-callback");
        thread.setDaemon(true);
        thread.start();
        return new Begun(connection, answer);
    }

    private String call(HttpURLConnection connection, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try {
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            // Also keeps the JDK from sending the request a second time if the first got no answer.
            connection.setFixedLengthStreamingMode(bytes.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(bytes);
            }
            int status = connection.getResponseCode();
            String tooLong = readAnswer(connection, status);
            return status / 100 == 2 ? tooLong : "answered " + status;
        } catch (IOException e) {
            return inWords(e) + proxyHint();
        } finally {
            connection.disconnect();
        }
    }

    private static String readAnswer(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            boolean whole = in == null || in.readNBytes(ANSWER_BYTES_MAX).length < ANSWER_BYTES_MAX;
            return whole ? "" : "answered " + status + READ_NO_FURTHER;
        }
    }

    private String inWords(IOException failure) {
        if (failure instanceof UnknownHostException) {
            return "the host name is unknown";
        }
        if (failure instanceof SocketTimeoutException) {
            return "no complete answer within " + timeout.toSeconds() + " s";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to that host";
        }
        if (failure instanceof ConnectException) {
            return "connection refused: nobody listens there";
        }
        if (failure instanceof SocketException) {
            return "the connection broke: " + PrintableText.excerpt(String.valueOf(failure.getMessage()), 200);
        }
        return failure.getMessage() == null
                ? "the answer was not HTTP"
                : PrintableText.excerpt(failure.getMessage(), 200);
    }

    /** If the JVM has a proxy, the callback may only be reachable through it. */
    private String proxyHint() {
        String host = System.getProperty(target.scheme() + ".proxyHost", "");
        if (host.isBlank()) {
            return "";
        }
        String port = System.getProperty(target.scheme() + ".proxyPort", "");
        return " (called directly: the proxy " + PrintableText.excerpt(host, 200) + (port.isBlank() ? "" : ":" + port)
                + " of -D" + target.scheme() + ".proxyHost is never used)";
    }
}
