package dev.gpuworker.real.verify;

import dev.gpuworker.client.WorkerClient;
import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.conformance.Capability;
import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.ConformanceResult;
import dev.gpuworker.conformance.ConformanceRun;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.Patience;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.WorkerUnderTest;
import dev.gpuworker.conformance.report.ConformanceReport;
import dev.gpuworker.conformance.report.ReportFolder;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.conformance.report.RunFacts;
import dev.gpuworker.conformance.report.WorkerFacts;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.pact.PactReport;
import dev.gpuworker.pact.WorkerPactVerification;
import dev.gpuworker.real.process.NoAnswerException;
import dev.gpuworker.real.process.ReadyWorker;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Verifies a real worker: its process (section 5 of the contract), its device memory over a life, the pact, and the
 * rulebook. Each part starts its own clean processes, and none of them is left afterwards.
 */
public final class RealWorkerVerification {
    /** The first line of a report if device memory was not watched. */
    public static final String NOT_WATCHED = "DEVICE MEMORY WAS NOT WATCHED: this run says nothing about VRAM.";

    private static final int NOT_FOUND = 404;

    private final VerificationPlan plan;
    private final Consumer<String> progress;
    private final CurrentWorker current = new CurrentWorker();
    private final GoingOn goingOn;

    /** Creates a verification that reports its progress to this listener, one line at a time. */
    public RealWorkerVerification(VerificationPlan plan, Consumer<String> progress) {
        this.plan = plan;
        this.progress = progress;
        this.goingOn = GoingOn.of(
                current, plan.jobs().prompts(), patience(plan), plan.jobs().seed());
    }

    /**
     * Verifies, writes the report and returns it.
     *
     * @throws dev.gpuworker.real.process.WorkerStartException if the worker does not become ready: then there is no
     *     verdict
     * @throws NoAnswerException if the worker became ready, still runs, and hung up on every request of the rules
     * @throws dev.gpuworker.conformance.report.ReportException if the report cannot be written
     * @throws IOException if the readings of device memory cannot be written
     */
    public ConformanceReport run() throws InterruptedException, IOException {
        return run(report -> {});
    }

    /** Does the same, and passes the verdict to a listener before it writes the report, since writing can fail. */
    public ConformanceReport run(Consumer<ConformanceReport> told) throws InterruptedException, IOException {
        ReportFolder folder = ReportFolder.open(plan.reportDir());
        Instant start = Instant.now();
        Checks process = process();
        MemorySection watch = new MemorySection(plan, goingOn.prompt(), progress);
        List<ReportSection> memory = plan.watchesDevice() ? List.of(watch.of(folder("memory"))) : List.of();
        PactPart pact = pact(process);
        RulesPart rules = rules(process, pact.offersShutdown());
        List<ReportSection> sections = new ArrayList<>();
        sections.add(new ReportSection("process checks", "Process", process.all()));
        sections.addAll(memory);
        sections.addAll(rules.sections());
        sections.add(ReportSection.ofPact(pact.report()));
        sections.add(ReportSection.folded("Log", "The worker's log while the rules ran", rules.log()));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String note = plan.watchesDevice() ? String.join("\n", watch.notes()) : NOT_WATCHED;
        ConformanceReport report = new ConformanceReport(
                rules.worker(),
                new RunFacts(start, plan.jobs().seed(), plan.jobs().await().toMillis(), false, note),
                sections.stream()
                        .map(section -> section.under(plan.deviations(), today))
                        .toList(),
                rules.recording());
        told.accept(report);
        folder.write(report);
        return report;
    }

    /**
     * Returns all checks: rules, process, device memory and the shipped pact. A list of known deviations may name their
     * ids.
     */
    public static List<Check> checks() {
        List<Check> all = new ArrayList<>(WorkerRulebook.all().checks());
        all.addAll(ProcessChecks.all());
        all.addAll(MemorySection.all());
        all.addAll(WorkerPactVerification.of(URI.create("http://127.0.0.1")).checks());
        return List.copyOf(all);
    }

    /**
     * The outcome of the pact.
     *
     * @param report its results
     * @param offersShutdown whether the worker can be shut down by a request
     */
    private record PactPart(PactReport report, boolean offersShutdown) {}

    /**
     * The outcome of the rulebook.
     *
     * @param worker the worker that was judged
     * @param log the last lines of its log
     */
    private record RulesPart(WorkerFacts worker, List<ReportSection> sections, Recording recording, String log) {}

    private Checks process() {
        Checks checks = new Checks();
        progress.accept("the worker's process: ready, signals");
        new LifeChecks(plan.worker(), folder("process"), current, goingOn, checks).run(plan.watchesDevice());
        progress.accept("the worker's process: starts that must fail");
        new StartChecks(plan.worker(), folder("process"), checks).run();
        return checks;
    }

    private PactPart pact(Checks checks) {
        progress.accept("pact");
        try (ReadyWorker worker = ReadyWorker.start(plan.worker(), folder("pact"))) {
            current.isNow(worker.baseUrl());
            PactReport report = WorkerPactVerification.of(worker.baseUrl())
                    .within(
                            plan.jobs().await().multipliedBy(2),
                            plan.jobs().await().multipliedBy(60))
                    .goingOn(goingOn)
                    .run();
            new Lifetime(worker.process()).judgePact(checks);
            return new PactPart(report, offersShutdown(worker));
        }
    }

    /** The last request to this process. The process is ours, so any way to end it is fine. */
    private static boolean offersShutdown(ReadyWorker worker) {
        try (WorkerClient client = new WorkerClient(worker.baseUrl())) {
            return client.send("POST", "/shutdown", "{}").status() != NOT_FOUND;
        } catch (WorkerClientException e) {
            return false;
        }
    }

    private RulesPart rules(Checks checks, boolean offersShutdown) {
        try (ReadyWorker worker = ReadyWorker.start(plan.worker(), folder("rules"))) {
            ExerciseLogs logs = new ExerciseLogs(worker.process().log());
            Lifetime life = new Lifetime(worker.process());
            ConformanceResult result = ConformanceRun.of(subject(worker, offersShutdown), plan.rulebook())
                    .patience(patience(plan))
                    .seed(plan.jobs().seed())
                    .goingOn(goingOn)
                    .progress((exercise, number, count) -> {
                        progress.accept(
                                "[" + number + "/" + count + "] " + exercise.name() + ": " + exercise.description());
                        logs.begins(exercise, number, count);
                        life.begins(exercise, number, count);
                    })
                    .build()
                    .run();
            life.judgeRules(checks, offersShutdown);
            requireAnswers(worker, result.recording());
            return new RulesPart(
                    WorkerFacts.of(worker.baseUrl().toString(), result.recording()),
                    ReportSection.ofRules(result, logs.end()),
                    result.recording(),
                    String.join("\n", worker.process().log().lastLines(200)));
        }
    }

    /** A worker that lives but hangs up on everybody breaks no rule: there is nothing to judge. */
    private static void requireAnswers(ReadyWorker worker, Recording recording) {
        List<Transcript> all = recording.exchanges().map(Exchange::transcript).toList();
        if (!all.isEmpty() && worker.process().isAlive() && all.stream().allMatch(Transcript::isHangUp)) {
            throw NoAnswerException.onceReady(worker.baseUrl(), all.get(0));
        }
    }

    private WorkerUnderTest subject(ReadyWorker worker, boolean mayShutDown) {
        Map<Capability, String> provocations = new EnumMap<>(Capability.class);
        plan.jobs()
                .provocations()
                .forEach((code, prompt) -> Stream.of(Capability.values())
                        .filter(capability -> capability.name().equals("PROVOKED_" + code))
                        .forEach(capability -> provocations.put(capability, prompt)));
        Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
        capabilities.addAll(provocations.keySet());
        if (mayShutDown) {
            capabilities.add(Capability.SHUTDOWN);
        }
        return new WorkerUnderTest() {
            @Override
            public URI url() {
                return worker.baseUrl();
            }

            @Override
            public Set<Capability> capabilities() {
                return capabilities;
            }

            @Override
            public Map<Capability, String> provocations() {
                return provocations;
            }
        };
    }

    private static Patience patience(VerificationPlan plan) {
        return Patience.DEFAULT.withAwait(plan.jobs().await());
    }

    private Path folder(String part) {
        return plan.reportDir().resolve("processes").resolve(part);
    }
}
