package dev.gpuworker.bench.figure;

import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.load.LoadClient;
import dev.gpuworker.bench.load.LoadResult;
import dev.gpuworker.bench.load.Quantiles;
import dev.gpuworker.bench.subject.RunningSubject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How well streams keep their plan, what they cost, and whether they are whole. */
public final class StreamFigure {
    /** Unpaced streams are over at once; this many repetitions make their CPU time measurable. */
    private static final int UNPACED_REPEATS = 20;

    private StreamFigure() {}

    /** Puts the load on the subject once, or several times if it has no schedule. */
    public static Measurement measure(RunningSubject running, Load load) throws IOException, InterruptedException {
        ExpectedBody expected = running.expected(load);
        LoadClient client = new LoadClient(running.port());
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("streams", load.streams());
        values.put("idle_kib", ProcFiles.residentKib(running.pid()));
        Usage before = Usage.of(running.pid());
        if (load.paced()) {
            CompletableFuture<Long> middle = residentInTheMiddle(running, load);
            SteadyCost steady = SteadyCost.of(running.pid(), load);
            LoadResult result = client.run(load, running.subject().request(load), expected);
            cost(values, Usage.of(running.pid()).minus(before), result.events());
            values.put("steady_cpu_us_per_event", steady.microsPerEvent());
            values.put("resident_kib", middle.join());
            paced(values, result);
        } else {
            unpaced(values, client, running, load, expected, before);
        }
        values.put("threads", ProcFiles.threads(running.pid()));
        return new Measurement("streams", running.subject().label(), load.name(), values);
    }

    /** Read when all streams are open, by another thread, so that the client's is not disturbed. */
    private static CompletableFuture<Long> residentInTheMiddle(RunningSubject running, Load load) {
        long millis =
                load.ramp().plus(load.every().multipliedBy(load.tokens() / 2)).toMillis();
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ProcFiles.residentKib(running.pid());
                    } catch (IOException e) {
                        return -1L;
                    }
                },
                CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    private static void paced(Map<String, Object> values, LoadResult result) {
        whole(values, result);
        values.put("incremental", result.incremental());
        Quantiles deviations = result.deviations();
        values.put("deviation_p50_ms", deviations.millisAt(0.5));
        values.put("deviation_p99_ms", deviations.millisAt(0.99));
        values.put("deviation_max_ms", deviations.millisAt(1));
        Quantiles drifts = result.drifts();
        values.put("drift_p50_ms", drifts.millisAt(0.5));
        values.put("drift_p99_ms", drifts.millisAt(0.99));
        values.put("drift_max_ms", drifts.millisAt(1));
        values.put("first_token_p50_ms", result.timesToFirstToken().millisAt(0.5));
        values.put("chunks_per_event", result.chunksPerEvent());
        values.put("reads_per_event", result.readsPerEvent());
    }

    private static void unpaced(
            Map<String, Object> values,
            LoadClient client,
            RunningSubject running,
            Load load,
            ExpectedBody expected,
            Usage before)
            throws IOException {
        long events = 0;
        long nanos = 0;
        LoadResult result = client.run(load, running.subject().request(load), expected);
        for (int i = 0; i < UNPACED_REPEATS && result.complete() == load.streams(); i++) {
            events += result.events();
            nanos += result.nanos();
            result = client.run(load, running.subject().request(load), expected);
        }
        events += result.events();
        nanos += result.nanos();
        cost(values, Usage.of(running.pid()).minus(before), events);
        whole(values, result);
        values.put("events_per_s", events * 1e9 / Math.max(1, nanos));
        values.put("chunks_per_event", result.chunksPerEvent());
        values.put("reads_per_event", result.readsPerEvent());
    }

    private static void cost(Map<String, Object> values, Usage used, long events) {
        values.put("events", events);
        values.put("cpu_ms", used.cpuMicros() / 1000);
        values.put("cpu_us_per_event", events == 0 ? Double.NaN : used.cpuMicros() / events);
        values.put("writes_per_event", events == 0 ? Double.NaN : (double) used.writeCalls() / events);
    }

    /** The resources used by a process so far. */
    private record Usage(double cpuMicros, long writeCalls) {
        static Usage of(long pid) throws IOException {
            return new Usage(ProcFiles.cpuMicros(pid), ProcFiles.writeCalls(pid));
        }

        Usage minus(Usage earlier) {
            return new Usage(cpuMicros - earlier.cpuMicros, writeCalls - earlier.writeCalls);
        }
    }

    private static void whole(Map<String, Object> values, LoadResult result) {
        values.put("complete", result.complete());
        if (!result.failures().isEmpty()) {
            values.put("failures", result.failures());
        }
    }
}
