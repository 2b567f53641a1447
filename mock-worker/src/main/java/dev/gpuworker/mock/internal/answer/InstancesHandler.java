package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;

/** {@code /mock/instances}: fresh workers for single tests, in the same process. */
final class InstancesHandler {
    private InstancesHandler() {}

    static void list(Context context) {
        ObjectNode node = WireJson.object();
        ArrayNode instances = node.putArray("instances");
        Routes.worker(context).instances().all().forEach(worker -> instances.add(described(worker, context)));
        Answers.json(context, 200, node);
    }

    /** Starts a worker with the scenarios of the body; an empty body means none. */
    static void start(Context context) throws IOException {
        byte[] body = RequestBody.read(context);
        ScenarioSet scenarios = body.length == 0 ? ScenarioSet.EMPTY : ScenariosHandler.parsed(context, body);
        if (scenarios != null) {
            Answers.json(
                    context, 201, described(Routes.worker(context).instances().start(scenarios), context));
        }
    }

    static void end(Context context) {
        String id = context.pathParam("id");
        if (!Routes.worker(context).instances().end(id)) {
            throw Refusal.invalid(404, "this worker has started no instance with this id");
        }
        context.status(204);
    }

    private static ObjectNode described(MockWorker worker, Context context) {
        return WireJson.object()
                .put("id", worker.config().workerId())
                .put("url", reachable(worker.url(), context))
                .put(
                        "control_url",
                        worker.controlUrl().map(url -> reachable(url, context)).orElse(null));
    }

    /** Returns a URL that the caller can use: one of all interfaces gets the name by which the caller came. */
    private static String reachable(URI url, Context context) {
        boolean everywhere = url.getHost().equals("0.0.0.0") || url.getHost().equals("[::]");
        String host = everywhere ? context.req().getServerName() : url.getHost();
        return "http://" + host + ":" + url.getPort();
    }
}
