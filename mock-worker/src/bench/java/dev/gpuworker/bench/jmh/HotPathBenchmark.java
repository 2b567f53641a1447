package dev.gpuworker.bench.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.mock.scenario.dispatch.Dispatch;
import dev.gpuworker.mock.scenario.dispatch.ScenarioDispatcher;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.InvalidRequestException;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.SseFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encoding an event, reading a request, choosing among scenarios. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HotPathBenchmark {
    private static final int SCENARIOS = 20;

    private final byte[] request = """
            {"job_id":"job-000001","prompt":"Write a haiku about a GPU that never sleeps, please.","max_tokens":256,
             "temperature":0.7,"top_p":0.95,"top_k":40,"min_p":0.05,"repetition_penalty":1.1,"stop":["\\n\\n","END"],
             "seed":18446744073709551615}""".getBytes(StandardCharsets.UTF_8);
    private final ExecuteRequestReader reader = new ExecuteRequestReader(new RequestLimits(2048, 151_936));
    private final InferenceEvent token = new InferenceEvent.Token(" warp\uD83D\uDE42", 117);
    private final ScenarioDispatcher dispatcher = new ScenarioDispatcher(scenarios());
    private final IncomingRequest incoming;

    /** Reads the request once, for the benchmarks that need a parsed one. */
    public HotPathBenchmark() {
        try {
            JsonNode body = new ObjectMapper().readTree(request);
            incoming = new IncomingRequest(reader.read(request), Map.of("x-case", List.of("case-19")), body);
        } catch (IOException | InvalidRequestException e) {
            throw new IllegalStateException("the benchmark's own request is refused", e);
        }
    }

    private static ScenarioSet scenarios() {
        Script script = Script.builder().started().end().build();
        List<Scenario> scenarios = IntStream.range(0, SCENARIOS)
                .mapToObj(
                        i -> Scenario.named("case-" + i).whenPrompt("/haiku/").whenHeader("x-case", "case-" + i).stream(
                                script))
                .toList();
        return new ScenarioSet(ScenarioSet.DEFAULT_SEED, WorkerBlock.NONE, scenarios);
    }

    /** One token event to the bytes of its frame. */
    @Benchmark
    public byte[] encodeToken() {
        return SseFrame.of(token).bytes();
    }

    /** An execute request with every field: parsed and validated. */
    @Benchmark
    public ExecuteRequest readRequest() throws InvalidRequestException {
        return reader.read(request);
    }

    /** The last of twenty scenarios, each with a pattern for the prompt and a header. */
    @Benchmark
    public Dispatch chooseScenario() {
        return dispatcher.dispatch(incoming);
    }
}
