package dev.gpuworker.real.verify;

import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.conformance.Keyword;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.real.process.WorkerLog;
import dev.gpuworker.real.report.VramChart;
import dev.gpuworker.real.vram.Attempts;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramJson;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Checks device memory over one worker's life, for one section of the report. */
final class MemorySection {
    static final String NOUNS = "memory checks";

    /** An inconclusive life is run up to three times, each with a fresh worker. */
    private static final int ATTEMPTS_MAX = 3;

    private static final Check READABLE =
            check("V-001", "The device's memory can be read.", "docs/real-worker.md#device-memory", "M0-SYS-2.2.1");
    private static final Check REAL = check(
            "V-002",
            "The device is a real one.",
            "LD_LIBRARY_PATH: the fake CUDA driver of the tests was loaded",
            "M0-SYS-2.2.1");
    private static final Check LIFE = check(
            "V-003",
            "The jobs between the readings are served.",
            "the worker's log, in the folder of the report",
            "M0-W-1300");

    /** What a life that is lived to its end shows. */
    private static final List<VramCheck> LIVED =
            List.of(VramCheck.LOADED, VramCheck.LEVEL_ACROSS_JOBS, VramCheck.BACK_AT_BASELINE, VramCheck.HEALTH_AGREES);

    private final VerificationPlan plan;
    private final JobPrompt prompt;
    private final Consumer<String> progress;
    private List<String> notes = List.of();

    /** Creates the section; the jobs ask for text with this prompt. */
    MemorySection(VerificationPlan plan, JobPrompt prompt, Consumer<String> progress) {
        this.plan = plan;
        this.prompt = prompt;
        this.progress = progress;
    }

    /** Returns all checks of device memory. */
    static List<Check> all() {
        return Stream.concat(
                        Stream.of(READABLE, REAL, LIFE),
                        Stream.of(VramCheck.values()).map(VramCheck::check))
                .toList();
    }

    /** Runs a worker's life in the folder of this name, and repeats it in others if it is inconclusive. */
    ReportSection of(Path folder) throws InterruptedException, IOException {
        Checks checks = new Checks();
        Path[] last = {folder};
        String svg = "";
        try {
            VramReport report = Attempts.untilConclusive(ATTEMPTS_MAX, VramReport::outcome, attempt -> {
                last[0] = attempt == 1 ? folder : folder.resolveSibling(folder.getFileName() + "-" + attempt);
                progress.accept("device memory over a worker's life" + (attempt == 1 ? "" : ", attempt " + attempt));
                return new MemoryLife(plan, last[0], prompt).run();
            });
            checks.readLog(WorkerLog.at(last[0].resolve("worker.log")));
            WholeFile.write(last[0].resolve("vram.json"), VramJson.write(report));
            checks.judge(
                    REAL,
                    !report.timeline().device().name().startsWith("FAKE"),
                    "a device whose name does not begin with FAKE",
                    report.timeline().device().toString());
            notes = report.notes();
            report.verdicts().forEach(verdict -> checks.add(verdict.checked(checks.log())));
            svg = VramChart.svg(report.timeline());
        } catch (DeviceMemoryException e) {
            checks.judge(
                    READABLE,
                    false,
                    "CUDA device " + plan.worker().gpuDevice() + " can be read throughout, and keeps its size",
                    String.valueOf(e.getMessage()));
            LIVED.forEach(check -> checks.couldNotRun(check.check(), READABLE.id() + ": the device can't be read"));
        } catch (WorkerClientException e) {
            checks.judge(LIFE, false, "every job served", String.valueOf(e.getMessage()));
            LIVED.forEach(check -> checks.couldNotRun(check.check(), LIFE.id() + ": the life was cut short"));
        }
        return new ReportSection(NOUNS, "Device memory", svg, checks.all(), "The worker's log", log(last[0]));
    }

    /** Returns what a reader of the report must know first; empty before {@link #of}. */
    List<String> notes() {
        return notes;
    }

    private static String log(Path folder) {
        return String.join("\n", WorkerLog.at(folder.resolve("worker.log")).lastLines(200));
    }

    private static Check check(String id, String title, String hint, String requirement) {
        return new Check(id, Keyword.MUST, List.of(requirement), title, hint);
    }
}
