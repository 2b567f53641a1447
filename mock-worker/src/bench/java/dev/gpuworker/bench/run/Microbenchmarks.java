package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.jmh.HotPathBenchmark;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the JMH benchmarks in their own JVM. */
final class Microbenchmarks {
    private Microbenchmarks() {}

    static void measure(BenchRun run) throws IOException {
        try {
            var options = new OptionsBuilder()
                    .include(HotPathBenchmark.class.getSimpleName())
                    .verbosity(VerboseMode.SILENT)
                    .build();
            for (RunResult result : new Runner(options).run()) {
                Result<?> primary = result.getPrimaryResult();
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("p50_us", primary.getStatistics().getPercentile(50));
                values.put("p99_us", primary.getStatistics().getPercentile(99));
                values.put("mean_us", primary.getScore());
                run.lines().add(1, new Measurement("jmh", primary.getLabel(), "", values));
            }
        } catch (RunnerException | RuntimeException e) {
            // The profile "fast" leaves out JMH's annotation processor; there is then nothing to run.
            run.lines()
                    .add(1, new Measurement("jmh", "all", "", Map.of("not_measured", String.valueOf(e.getMessage()))));
        }
    }
}
