package dev.gpuworker.mock.scenario.demand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The demands of a set of scenarios. Immutable.
 *
 * <pre>{@code
 * Demand demand = Demands.torture().of("cut").orElseThrow();
 * }</pre>
 */
public final class Demands {
    /** Read on first use. */
    private static final class Torture {
        static final Demands DEMANDS = new Demands(text());

        private Torture() {}
    }

    private final String json;
    private final JsonNode request;
    private final List<Demand> scenarios;

    private Demands(String json) {
        this.json = json;
        JsonNode tree = tree(json);
        request = tree.path("request");
        scenarios = DemandReader.read(tree.path("scenarios"));
    }

    /** Returns those of the torture set, in its order. */
    public static Demands torture() {
        return Torture.DEMANDS;
    }

    /** Returns them as JSON text. */
    public String json() {
        return json;
    }

    /** Returns the demands of all scenarios. */
    public List<Demand> scenarios() {
        return scenarios;
    }

    /** Returns the demands of the scenario with this name. */
    public Optional<Demand> of(String name) {
        return scenarios.stream().filter(demand -> demand.name().equals(name)).findFirst();
    }

    /** Returns the body of the request for which the demands hold, with this job id. */
    public String request(String jobId) {
        ObjectNode body = WireJson.object().put("job_id", jobId);
        request.properties().forEach(field -> body.set(field.getKey(), field.getValue()));
        return WireJson.text(body);
    }

    private static JsonNode tree(String json) {
        try {
            return WireJson.tree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the shipped demands are no JSON", e);
        }
    }

    private static String text() {
        try (InputStream in = Demands.class.getResourceAsStream("torture.json")) {
            if (in == null) {
                throw new IllegalStateException("the jar has no demands");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
