package dev.gpuworker.bench.peer;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.mock.scenario.Write;
import java.time.Duration;

/** The mock as an embedded library in a process of its own, with a scenario for each load, chosen by a header. */
public final class MockWorkerMain {
    /** More than the greatest load has streams. */
    private static final int SLOTS = 12_000;

    /** Enough for the KV caches of all of them. */
    private static final long VRAM_BYTES = 1L << 46;

    private MockWorkerMain() {}

    /** Arguments: the port, and a {@link Spec} for each load. */
    public static void main(String[] args) throws InterruptedException {
        MockWorkerConfig config = MockWorker.builder()
                .port(Integer.parseInt(args[0]))
                .slots(SLOTS)
                .vramBytes(VRAM_BYTES)
                .config();
        ScenarioSet scenarios = new ScenarioSet(
                ScenarioSet.DEFAULT_SEED,
                WorkerBlock.NONE,
                Spec.of(args).stream().map(MockWorkerMain::scenario).toList());
        try (MockWorker worker =
                MockWorker.builder().config(config).scenarios(scenarios).start()) {
            worker.url();
            Thread.currentThread().join();
        }
    }

    private static Scenario scenario(Spec spec) {
        Pacing every = Pacing.of(Duration.ofMillis(spec.everyMillis()));
        Script script = Script.builder()
                .started()
                .add(Write.Tokens.count(spec.tokens()).first(every).every(every))
                .end()
                .build();
        return Scenario.named(spec.name()).whenHeader("x-load", spec.name()).stream(script);
    }
}
