package dev.gpuworker.mock.internal.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.scenario.Explain;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /mock/scenarios}: returns the scenarios with their source text, replaces them, checks a set, and enqueues
 * scenarios for single jobs. An invalid set changes nothing, and the answer lists all its errors.
 */
final class ScenariosHandler {
    private static final String NAME = "request";
    /** A page draws no more of them. */
    private static final int EXPLAINED_MAX = 100;

    private static final int LINES_MAX = 500;

    private ScenariosHandler() {}

    static void get(Context context) {
        ScenarioSet set = Routes.worker(context).scenarios();
        Answers.json(context, 200, names(set).put("source", set.source()));
    }

    static void put(Context context) throws IOException {
        ScenarioSet set = read(context);
        if (set != null) {
            Routes.worker(context).scenarios(set);
            Answers.json(context, 200, names(set));
        }
    }

    static void check(Context context) throws IOException {
        ScenarioSet set = read(context);
        if (set != null) {
            Answers.json(context, 200, names(set));
        }
    }

    /** Returns the time lines of the scenarios in use. */
    static void explain(Context context) {
        Answers.json(context, 200, explained(Routes.worker(context).scenarios()));
    }

    /** Returns the time lines of the scenarios in the body, which are not used. */
    static void explainOther(Context context) throws IOException {
        ScenarioSet set = read(context);
        if (set != null) {
            Answers.json(context, 200, explained(set));
        }
    }

    private static ObjectNode explained(ScenarioSet set) {
        ObjectNode node = WireJson.object();
        ArrayNode scenarios = node.putArray("scenarios");
        set.scenarios().stream().limit(EXPLAINED_MAX).forEach(scenario -> {
            ArrayNode lines = scenarios.addObject().put("name", scenario.name()).putArray("lines");
            Explain.lines(set, scenario).stream()
                    .limit(LINES_MAX)
                    .forEach(line -> lines.addObject()
                            .put("after", line.after())
                            .put("median_ms", line.medianMillis())
                            .put("p99_ms", line.p99Millis())
                            .put("event", line.event())
                            .put("detail", line.detail()));
        });
        return node.put("left_out", Math.max(0, set.scenarios().size() - EXPLAINED_MAX));
    }

    /**
     * Answers the next jobs with the scenarios of the body, one job each, in order; or, with {@code ?name=}, the next
     * job with a ready-made one.
     */
    static void enqueue(Context context) throws IOException {
        WorkerServer worker = Routes.worker(context);
        String name = context.queryParam("name");
        if (name != null) {
            worker.enqueue(readyMade(name));
        } else {
            ScenarioSet set = read(context);
            if (set == null) {
                return;
            }
            set.scenarios().forEach(worker::enqueue);
        }
        Answers.json(context, 200, WireJson.object().put("enqueued", worker.enqueued()));
    }

    private static Scenario readyMade(String name) {
        try {
            return Scenarios.named(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(404, PrintableText.line(String.valueOf(e.getMessage())));
        }
    }

    /** Returns the set in the body; null if it has errors, which have then been sent. */
    private static @Nullable ScenarioSet read(Context context) throws IOException {
        return parsed(context, RequestBody.read(context));
    }

    /** Returns the set in these bytes; null if it has errors, which have then been sent. */
    static @Nullable ScenarioSet parsed(Context context, byte[] body) {
        try {
            return ScenarioYaml.parse(NAME, body);
        } catch (ScenarioException e) {
            ObjectNode answer = WireJson.object()
                    .put("code", "INVALID_REQUEST")
                    .put("message", errors(e.problems().size()) + "; nothing was changed")
                    .put("retriable", false)
                    .put("report", e.report());
            ArrayNode problems = answer.putArray("problems");
            e.problems()
                    .forEach(problem -> problems.addObject()
                            .put("line", problem.line())
                            .put("column", problem.column())
                            .put("width", problem.width())
                            .put("message", problem.message())
                            .put("hint", problem.hint()));
            Answers.json(context, 400, answer);
            return null;
        }
    }

    private static String errors(int count) {
        return count == 1 ? "1 error" : count + " errors";
    }

    private static ObjectNode names(ScenarioSet set) {
        ObjectNode node = WireJson.object();
        ArrayNode names = node.putArray("scenarios");
        set.scenarios().stream().map(Scenario::name).forEach(names::add);
        return node;
    }
}
