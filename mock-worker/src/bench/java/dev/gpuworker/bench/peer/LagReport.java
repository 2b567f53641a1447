package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.LoadClient;
import dev.gpuworker.bench.load.LoadResult;
import dev.gpuworker.bench.load.Quantiles;
import dev.gpuworker.bench.load.RequestTemplate;
import dev.gpuworker.bench.load.TokenFrames;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.SentEvent;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Write;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Sets what the mock's journal says of each token beside what a client saw of it. Both times are taken from the
 * stream's first token, so that no clock has to be shared.
 */
final class LagReport {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Client and worker share the JVM, whose compilers would get in the way of both. */
    private static final int WARM_UPS = 4;

    private LagReport() {}

    static Map<String, Object> of(Load load) throws IOException, InterruptedException {
        MockWorkerConfig config = MockWorkerConfig.builder()
                .slots(load.streams())
                .vramBytes(1L << 44)
                .build();
        try (MockWorker worker = MockWorker.builder().config(config).start()) {
            RequestTemplate request = request(load);
            LoadClient client = new LoadClient(worker.url().getPort());
            for (int i = 0; i < WARM_UPS; i++) {
                measure(worker, client, load, request);
            }
            worker.journal().clear();
            return compare(worker, measure(worker, client, load, request), load);
        }
    }

    private static RequestTemplate request(Load load) {
        String body = "{\"job_id\":\"job-" + RequestTemplate.NUMBER + "\",\"prompt\":\"lag\",\"seed\":1,\"max_tokens\":"
                + load.tokens() + "}";
        return new RequestTemplate("/execute", Map.of(), body);
    }

    private static LoadResult measure(MockWorker worker, LoadClient client, Load load, RequestTemplate request)
            throws IOException, InterruptedException {
        for (int i = 0; i < load.streams(); i++) {
            Pacing every = Pacing.of(load.every());
            worker.enqueue(Script.builder()
                    .started()
                    .add(Write.Tokens.count(load.tokens()).first(every).every(every))
                    .end()
                    .build());
        }
        LoadResult result = client.run(load, request, expected(worker, load));
        worker.awaitIdle(PATIENCE);
        return result;
    }

    /** The one place where the text of the stream is known beforehand, so that no job has to be asked for it. */
    private static ExpectedBody expected(MockWorker worker, Load load) {
        StringBuilder body = new StringBuilder("event: started\ndata: {\"job_id\":\"job-000000\",\"model\":\"")
                .append(worker.config().model().name())
                .append("\",\"started_at\":\"now\"}\n\n");
        for (int i = 0; i < load.tokens(); i++) {
            String text = i == 0 ? "tok0" : " tok" + i;
            body.append("event: token\ndata: {\"t\":\"" + text + "\",\"i\":" + i + "}\n\n");
        }
        body.append("event: end\ndata: {\"tokens_out\":" + load.tokens()
                + ",\"decode_time_ms\":0,\"stop_reason\":\"MAX_TOKENS\"}\n\n");
        List<Pattern> variable =
                List.of(Pattern.compile("\"started_at\":\"([^\"]*)\""), Pattern.compile("\"decode_time_ms\":(\\d+)"));
        return ExpectedBody.learn(body.toString(), load.tokens(), ExpectedBody.BLANK_LINE, TokenFrames.TOKEN, variable);
    }

    private static Map<String, Object> compare(MockWorker worker, LoadResult result, Load load) {
        Quantiles differences = new Quantiles(load.streams() * load.tokens());
        Quantiles lags = new Quantiles(load.streams() * load.tokens());
        for (RecordedJob job : worker.journal().jobs()) {
            int stream = Integer.parseInt(job.jobId().substring("job-".length()));
            List<SentEvent> tokens = job.events().stream()
                    .filter(event -> event.tokenIndex() >= 0)
                    .toList();
            for (int k = 0; k < tokens.size(); k++) {
                Duration own = tokens.get(k).written().minus(tokens.get(0).written());
                long seen = result.tokenNanos(stream, k) - result.tokenNanos(stream, 0);
                differences.add(Math.abs(seen - own.toNanos()));
                lags.add(tokens.get(k).lag().toNanos());
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("complete", result.complete());
        values.put("failures", result.failures());
        values.put("difference_p50_ms", differences.millisAt(0.5));
        values.put("difference_p99_ms", differences.millisAt(0.99));
        values.put("own_lag_p99_ms", lags.millisAt(0.99));
        values.put("client_deviation_p99_ms", result.deviations().millisAt(0.99));
        return values;
    }
}
