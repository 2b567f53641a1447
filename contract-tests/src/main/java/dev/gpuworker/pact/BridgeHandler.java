package dev.gpuworker.pact;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.BrowserGuard;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two endpoints of the bridge. Refusals and failures are answered with {@code {"error": "…"}}. */
final class BridgeHandler implements HttpHandler {
    static final String STATES = "/states";
    static final String MESSAGES = "/messages";

    private static final int LINE_CHARS_MAX = 2_000;
    private static final Logger log = LoggerFactory.getLogger(BridgeHandler.class);

    private final PactBridgeSettings settings;
    private final BridgeStates states; // guarded by turn
    private final BridgeMessages messages;
    private final BrowserGuard guard;
    private final ReentrantLock turn;
    private final Consumer<String> listener;

    BridgeHandler(
            PactBridgeSettings settings,
            BridgeStates states,
            BridgeMessages messages,
            ReentrantLock turn,
            Consumer<String> listener) {
        this.settings = settings;
        this.states = states;
        this.messages = messages;
        this.guard = new BrowserGuard(settings.allowedOrigins(), settings.allowedHosts());
        this.turn = turn;
        this.listener = listener;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            String body;
            try {
                body = answer(exchange);
            } catch (BridgeException e) {
                status = e.status();
                body = WireJson.text(WireJson.object().put("error", e.getMessage()));
            } catch (RuntimeException e) { // whatever it is, the tool must not wait for an answer that never comes
                log.warn("a request failed", e);
                status = 500;
                body = WireJson.text(
                        WireJson.object().put("error", "an error in this program, please report it: " + e));
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String answer(HttpExchange exchange) throws BridgeException, IOException {
        refuseForeignPages(exchange.getRequestHeaders());
        String path = exchange.getRequestURI().getPath();
        if (!path.equals(STATES) && !path.equals(MESSAGES)) {
            throw new BridgeException(404, "there are POST " + STATES + " and POST " + MESSAGES);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            exchange.getResponseHeaders().set("Allow", "POST");
            throw new BridgeException(405, path + " takes POST");
        }
        JsonNode body = path.equals(STATES) ? BridgeBody.change(exchange) : BridgeBody.json(exchange);
        if (!await()) {
            throw new BridgeException(503, "the bridge does one thing at a time, and the one before takes too long");
        }
        try {
            return path.equals(STATES) ? change(body) : message(body);
        } finally {
            turn.unlock();
        }
    }

    private void refuseForeignPages(Headers headers) throws BridgeException {
        Optional<String> refused = guard.refusesHost("the bridge", values(headers, "Host"))
                .or(() -> guard.refusesPage(values(headers, "Origin"), values(headers, "Sec-Fetch-Site")));
        if (refused.isPresent()) {
            throw new BridgeException(403, refused.get());
        }
    }

    private String change(JsonNode change) throws BridgeException {
        try {
            listener.accept("state: " + states.change(change));
            return "{}";
        } catch (BridgeException e) {
            throw told("state: ", e);
        }
    }

    private String message(JsonNode message) throws BridgeException {
        String name = PrintableText.quoted(message.path("description").asText(), LINE_CHARS_MAX);
        try {
            String digest = messages.answer(message, states.cancelsTheNextJob());
            listener.accept("message: answered " + name);
            return digest;
        } catch (BridgeException e) {
            throw told("message " + name + ": ", e);
        }
    }

    /** Some tools show only the status, so the reason is also told here. */
    private BridgeException told(String prefix, BridgeException failure) {
        String line = prefix + "FAILED, " + failure.getMessage();
        listener.accept(PrintableText.excerpt(line.replaceAll("\\n *", "; "), LINE_CHARS_MAX));
        return failure;
    }

    /** Waits for its turn no longer than what is before it may take. */
    private boolean await() {
        try {
            return turn.tryLock(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> values(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }
}
