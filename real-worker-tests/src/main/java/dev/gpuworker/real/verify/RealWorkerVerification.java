package dev.gpuworker.real.verify;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportFolder;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.conformance.report.RunFacts;
import dev.gpuworker.conformance.report.WorkerFacts;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.WorkerPactVerification;
import dev.gpuworker.real.process.ReadyWorker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Verifies a real worker: its process (section 5 of the contract), its device memory over a life, the pact, and the
 * rulebook. Each part gets clean processes of its own, and nothing of them is left afterwards.
 */
public final class RealWorkerVerification {
    /** What is told first where device memory was not watched. */
    public static final String NOT_WATCHED = "DEVICE MEMORY WAS NOT WATCHED: this run says nothing about VRAM.";

    private static final int NOT_FOUND = 404;

    private final VerificationPlan plan;
    private final Consumer<String> progress;
    private boolean offersShutdown;

    /** Creates a verification that tells its progress, a line at a time, to this listener. */
    public RealWorkerVerification(VerificationPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /**
     * Verifies, writes the report and returns it.
     *
     * @throws dev.gpuworker.real.process.WorkerStartException when the worker does not become ready: then there is no
     *     verdict
     * @throws dev.gpuworker.conformance.report.ReportException when the report cannot be written
     * @throws IOException when the readings of device memory cannot be written
     */
    public ConformanceReport run() throws InterruptedException, IOException {
        return run(report -> {});
    }

    /** The same, with a listener that gets the verdict before the report is written, which can fail. */
    public ConformanceReport run(Consumer<ConformanceReport> told) throws InterruptedException, IOException {
        ReportFolder folder = ReportFolder.open(plan.reportDir());
        RunFacts facts = new RunFacts(
                Instant.now(), plan.seed(), plan.await().toMillis(), false, plan.watchesDevice() ? "" : NOT_WATCHED);
        List<ReportSection> sections = new ArrayList<>();
        Checks checks = process();
        if (plan.watchesDevice()) {
            progress.accept("device memory over a worker's life");
            sections.add(MemorySection.of(plan.worker(), folder("memory"), plan.seed()));
        }
        PactReport pact = pact(checks);
        ConformanceReport report = rules(facts, pact, checks, sections);
        told.accept(report);
        folder.write(report);
        return report;
    }

    private Checks process() {
        Checks checks = new Checks();
        progress.accept("the worker's process: ready, signals");
        new LifeChecks(plan.worker(), folder("process"), checks).run(plan.watchesDevice());
        progress.accept("the worker's process: starts that must fail");
        new StartChecks(plan.worker(), folder("process"), checks).run();
        return checks;
    }

    private PactReport pact(Checks checks) {
        progress.accept("pact");
        try (ReadyWorker worker = ReadyWorker.start(plan.worker(), folder("pact"))) {
            PactReport report = WorkerPactVerification.of(worker.baseUrl())
                    .within(plan.await().multipliedBy(2), plan.await().multipliedBy(60))
                    .run();
            new Lifetime(worker.process()).judgePact(checks);
            offersShutdown = offersShutdown(worker);
            return report;
        }
    }

    /** The last act of this process: it is ours, so that it may be ended in any way. */
    private static boolean offersShutdown(ReadyWorker worker) {
        try (WorkerClient client = new WorkerClient(worker.baseUrl())) {
            return client.send("POST", "/shutdown", "{}").status() != NOT_FOUND;
        } catch (WorkerClientException e) {
            return false;
        }
    }

    private ConformanceReport rules(RunFacts facts, PactReport pact, Checks checks, List<ReportSection> sections) {
        try (ReadyWorker worker = ReadyWorker.start(plan.worker(), folder("rules"))) {
            ExerciseLogs logs = new ExerciseLogs(worker.process().log());
            Lifetime life = new Lifetime(worker.process());
            ConformanceResult result = ConformanceRun.of(subject(worker), plan.rulebook())
                    .patience(Patience.DEFAULT.withAwait(plan.await()))
                    .seed(plan.seed())
                    .progress((exercise, number, count) -> {
                        progress.accept(
                                "[" + number + "/" + count + "] " + exercise.name() + ": " + exercise.description());
                        logs.begins(exercise, number, count);
                        life.begins(exercise, number, count);
                    })
                    .build()
                    .run();
            life.judgeRules(checks, offersShutdown);
            sections.add(0, new ReportSection("Process", "", checks.rows(), "", ""));
            sections.add(new ReportSection(
                    "Log",
                    "",
                    List.of(),
                    "The worker's log while the rules ran",
                    String.join("\n", worker.process().log().lastLines(200))));
            ConformanceResult judged = plan.deviations().applyTo(result, LocalDate.now(ZoneOffset.UTC));
            WorkerFacts who = WorkerFacts.of(worker.baseUrl().toString(), judged.recording());
            return new ConformanceReport(who, facts, judged, Optional.of(pact), sections, logs.end());
        }
    }

    private WorkerUnderTest subject(ReadyWorker worker) {
        boolean mayShutDown = offersShutdown;
        return new WorkerUnderTest() {
            @Override
            public URI url() {
                return worker.baseUrl();
            }

            @Override
            public Set<Capability> capabilities() {
                return mayShutDown ? Set.of(Capability.SHUTDOWN) : Set.of();
            }
        };
    }

    private Path folder(String part) {
        return plan.reportDir().resolve("processes").resolve(part);
    }
}
