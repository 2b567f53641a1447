package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Runs the whole rulebook against workers, several at a time. */
final class MutantRuns {
    /** Runs mostly wait; more at a time would make them wait for the processor, and time is measured. */
    private static final int AT_A_TIME = 6;
    /** Longer than any exercise with a conforming worker. */
    private static final Patience PATIENCE = Patience.DEFAULT.withAwait(Duration.ofSeconds(6));

    private MutantRuns() {}

    /** Returns the breaches of each worker: rule id and message. */
    static Map<String, SortedMap<String, String>> breaches(Map<String, UnaryOperator<Behaviour>> workers)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            Map<String, Future<SortedMap<String, String>>> running = new LinkedHashMap<>();
            workers.forEach((name, change) -> running.put(name, threads.submit(() -> breaches(change))));
            Map<String, SortedMap<String, String>> done = new LinkedHashMap<>();
            for (Map.Entry<String, Future<SortedMap<String, String>>> each : running.entrySet()) {
                done.put(each.getKey(), each.getValue().get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    static SortedMap<String, String> breaches(UnaryOperator<Behaviour> change) {
        SortedMap<String, String> breaches = new TreeMap<>();
        results(change).stream()
                .filter(result ->
                        result.verdict() instanceof Verdict.Failed || result.verdict() instanceof Verdict.Warned)
                .forEach(result ->
                        breaches.put(result.rule().id(), result.verdict().actual()));
        return breaches;
    }

    static List<RuleResult> results(UnaryOperator<Behaviour> change) {
        try (ReferenceWorker worker = ReferenceWorker.start(change.apply(new Behaviour()))) {
            ConformanceResult result = ConformanceRun.of(new KnownWorker(worker.url()), WorkerRulebook.all())
                    .patience(PATIENCE)
                    .build()
                    .run();
            return result.results();
        }
    }
}
