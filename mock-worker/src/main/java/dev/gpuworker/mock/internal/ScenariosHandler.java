package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.wire.WireJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /mock/scenarios}: gets, puts and checks them; a bad set changes nothing, and all its errors are told. */
final class ScenariosHandler {
    private static final String NAME = "request";

    private ScenariosHandler() {}

    static void get(Context context) {
        Answers.json(context, 200, names(Routes.worker(context).scenarios()));
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

    /** Returns the set of the body; null where it has errors, which are answered then. */
    private static @Nullable ScenarioSet read(Context context) throws IOException {
        try {
            return ScenarioYaml.parse(NAME, RequestBody.read(context));
        } catch (ScenarioException e) {
            Answers.json(
                    context,
                    400,
                    WireJson.object()
                            .put("code", "INVALID_REQUEST")
                            .put("message", e.problems().size() + " errors; nothing was changed")
                            .put("retriable", false)
                            .put("report", e.report()));
            return null;
        }
    }

    private static Map<String, List<String>> names(ScenarioSet set) {
        return Map.of("scenarios", set.scenarios().stream().map(Scenario::name).toList());
    }
}
