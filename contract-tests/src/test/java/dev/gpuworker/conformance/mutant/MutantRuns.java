package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.RuleResult;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** Runs the whole rulebook against workers, several at a time. */
final class MutantRuns {
    /** Longer than any exercise with a conforming worker. */
    private static final Patience PATIENCE = Patience.DEFAULT.withAwait(Duration.ofSeconds(6));

    private MutantRuns() {}

    /** Returns what the rulebook says of each worker; starts them in the order of the map. */
    static Map<String, Red> red(Map<String, UnaryOperator<Behaviour>> workers, int atATime)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            Map<String, Future<Red>> running = new LinkedHashMap<>();
            workers.forEach((name, change) -> running.put(name, threads.submit(() -> red(change))));
            Map<String, Red> done = new LinkedHashMap<>();
            for (Map.Entry<String, Future<Red>> each : running.entrySet()) {
                done.put(each.getKey(), each.getValue().get());
            }
            return done;
        } finally {
            threads.shutdownNow();
        }
    }

    static Red red(UnaryOperator<Behaviour> change) {
        Red red = new Red(new TreeMap<>(), new TreeSet<>());
        for (RuleResult result : results(change)) {
            Verdict verdict = result.verdict();
            if (verdict instanceof Verdict.Failed || verdict instanceof Verdict.Warned) {
                red.breaches().put(result.rule().id(), verdict.actual());
            } else if (verdict instanceof Verdict.CouldNotRun) {
                red.unreached().add(result.rule().id());
            }
        }
        return red;
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
