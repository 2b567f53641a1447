package dev.gpuworker.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.LoadClient;
import dev.gpuworker.bench.load.LoadResult;
import dev.gpuworker.bench.load.Quantiles;
import dev.gpuworker.bench.subject.RunningSubject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the mock's journal with the client's view, token by token. The two share no clock: in each stream, the token
 * with the least time between writing and reading fixes the offset, and the extra time of the others is the difference.
 */
public final class LagFigure {
    private LagFigure() {}

    /** Puts the load on a mock once, and asks it for its journal afterwards. */
    public static Measurement measure(RunningSubject running, Load load) throws IOException, InterruptedException {
        LoadClient client = new LoadClient(running.port());
        running.forgetJournal();
        LoadResult result = client.run(load, running.subject().request(load), running.expected(load));
        JsonNode jobs = new ObjectMapper().readTree(running.journal()).path("jobs");
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("complete", result.complete());
        values.put("failures", result.failures());
        compare(values, jobs, result, load);
        values.put("client_deviation_p99_ms", result.deviations().millisAt(0.99));
        return new Measurement("lag", running.subject().label() + ", " + load.name(), "", values);
    }

    private static void compare(Map<String, Object> values, JsonNode jobs, LoadResult result, Load load)
            throws IOException {
        Quantiles differences = new Quantiles(load.streams() * load.tokens());
        Quantiles lags = new Quantiles(load.streams() * load.tokens());
        int compared = 0;
        for (JsonNode job : jobs) {
            int stream = Integer.parseInt(job.path("job_id").asText().substring("job-".length()));
            List<Long> underWay = new ArrayList<>();
            for (JsonNode event : job.path("events")) {
                if (event.has("i")) {
                    long written = nanos(event, "written_ms");
                    underWay.add(result.tokenNanos(stream, event.path("i").intValue()) - written);
                    lags.add(written - nanos(event, "planned_ms"));
                }
            }
            long least = underWay.isEmpty() ? 0 : Collections.min(underWay);
            underWay.forEach(nanos -> differences.add(nanos - least));
            compared += underWay.size();
        }
        if (compared != load.streams() * load.tokens()) {
            throw new IOException(
                    "the journal has " + compared + " tokens of " + load.streams() + " streams of " + load.tokens());
        }
        values.put("difference_p50_ms", differences.millisAt(0.5));
        values.put("difference_p99_ms", differences.millisAt(0.99));
        values.put("own_lag_p50_ms", lags.millisAt(0.5));
        values.put("own_lag_p99_ms", lags.millisAt(0.99));
    }

    private static long nanos(JsonNode event, String name) {
        return Math.round(event.path(name).doubleValue() * 1e6);
    }
}
