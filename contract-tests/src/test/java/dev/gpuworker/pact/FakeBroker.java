package dev.gpuworker.pact;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of a Pact broker as pact-jvm needs to fetch one pact and to publish its results. */
final class FakeBroker implements AutoCloseable {
    private static final String PACT = "/pacts/provider/worker-orcd/consumer/orchestrator/version/1";

    private final HttpServer server;
    private final String pact;
    private final List<String> published = new CopyOnWriteArrayList<>();

    FakeBroker(String pact) throws IOException {
        this.pact = pact;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns the bodies of the results that were published. */
    List<String> published() {
        return List.copyOf(published);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/results")) {
            published.add(body);
        }
        byte[] answer = answer(path).getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/hal+json");
        exchange.sendResponseHeaders(200, answer.length);
        try (exchange) {
            exchange.getResponseBody().write(answer);
        }
    }

    private String answer(String path) {
        if (path.equals(PACT)) {
            return pact.replaceFirst(
                    "\\{", "{\"_links\":{\"pb:publish-verification-results\":{\"href\":\"" + url() + "/results\"}},");
        }
        if (path.endsWith("/for-verification")) {
            return "{\"_embedded\":{\"pacts\":[{\"shortDescription\":\"latest\",\"verificationProperties\":{\"pending\":false},"
                    + "\"_links\":{\"self\":{\"href\":\"" + url() + PACT + "\",\"name\":\"the pact\"}}}]}}";
        }
        return "{\"_links\":{\"pb:provider-pacts-for-verification\":{\"href\":\"" + url()
                + "/pacts/provider/{provider}/for-verification\",\"templated\":true}}}";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
