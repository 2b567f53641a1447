package dev.gpuworker.torture;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.ClientFinding.Kind;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.demand.Demand;
import dev.gpuworker.mock.scenario.demand.Demands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs a client's command once for each scenario of the torture set, each against a worker of its own, and judges what
 * it prints. The plain scenario comes first; if the client prints nothing usable there, the others are not run.
 *
 * @param command run by a shell, with the worker's URL as its last argument
 * @param limit time for each scenario, from the client's start
 * @param atOnce how many scenarios run at a time
 * @param only the scenarios to run besides the plain one; empty for all
 */
public record ClientTrial(String command, Duration limit, int atOnce, List<String> only) {
    private static final String PLAIN = "plain";

    /** What the worker sees of a client that waits too little or repeats what cannot help. */
    private static final List<Kind> FAULTS = List.of(Kind.RETRY_AFTER_IGNORED, Kind.RETRIED_NON_RETRIABLE);

    /** Rejects unknown scenarios. */
    public ClientTrial {
        only = List.copyOf(only);
        for (String name : only) {
            if (Demands.torture().of(name).isEmpty()) {
                throw new IllegalArgumentException("the torture set has no scenario \"" + name + "\"");
            }
        }
    }

    /** Runs the scenarios and returns the results, the plain one first. */
    public List<ScenarioResult> run() throws InterruptedException {
        List<Demand> demands = new ArrayList<>(Demands.torture().scenarios());
        demands.removeIf(demand -> demand.name().equals(PLAIN) || (!only.isEmpty() && !only.contains(demand.name())));
        ScenarioResult plain = run(Demands.torture().of(PLAIN).orElseThrow());
        if (isUnusable(plain)) {
            return List.of(plain);
        }
        List<ScenarioResult> results = new ArrayList<>(List.of(plain));
        ExecutorService threads = Executors.newFixedThreadPool(atOnce, task -> new Thread(task, "client-trial"));
        try {
            List<Future<ScenarioResult>> running = new ArrayList<>();
            demands.forEach(demand -> running.add(threads.submit(() -> run(demand))));
            for (Future<ScenarioResult> one : running) {
                results.add(one.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        } finally {
            threads.shutdownNow();
        }
        return results;
    }

    /** Returns whether the client is of no use even in the plain scenario. */
    public static boolean isUnusable(ScenarioResult plain) {
        return plain.scenario().equals(PLAIN)
                && plain.judgement().verdict() != Judgement.Verdict.RIGHT
                && (plain.run().outcome() instanceof Outcome.Unusable
                        || plain.run().events().isEmpty());
    }

    private ScenarioResult run(Demand demand) throws InterruptedException {
        String jobId = demand.name();
        Deadline clock = Deadline.after(limit);
        try (MockWorker worker = MockWorker.builder()
                        .scenarios(ScenarioSet.of(Scenarios.named(demand.name())))
                        .start();
                ClientProcess client = new ClientProcess(
                        command, worker.url().toString(), Demands.torture().request(jobId))) {
            boolean over = client.awaitOver(clock.remaining());
            Outcome outcome = outcome(client, over);
            int posts = worker.journal().jobs().size()
                    + (int) worker.journal().refusedJobs().stream()
                            .filter(refusal -> refusal.status() == 409)
                            .count();
            ClientRun run = new ClientRun(client.output().events(), outcome, posts, fault(worker));
            long millis = clock.elapsed().toMillis();
            if (posts == 0 && !(outcome instanceof Outcome.Unusable)) {
                return new ScenarioResult(demand.name(), notSent(), run, millis);
            }
            return new ScenarioResult(demand.name(), DemandJudge.judge(demand, run, jobId), run, millis);
        }
    }

    private static Judgement notSent() {
        return Judgement.wrong(
                "the client sent no job that the worker accepts: POST URL/execute, with standard input as"
                        + " the body and Content-Type: application/json",
                "");
    }

    private Outcome outcome(ClientProcess client, boolean over) throws InterruptedException {
        Optional<Outcome> said = client.output().outcome();
        if (said.isPresent()) {
            return said.get();
        }
        if (!over) {
            return new Outcome.Unfinished(limit.toSeconds());
        }
        String silent = client.output().isSilent()
                ? "the client printed nothing"
                : "the client did not print how the job ended";
        return new Outcome.Unusable(silent + ": " + client.ending());
    }

    private static Optional<String> fault(MockWorker worker) {
        return worker.verdict().findings().stream()
                .filter(finding -> FAULTS.contains(finding.kind()))
                .findFirst()
                .map(finding -> finding.kind() + ": " + finding.message());
    }
}
