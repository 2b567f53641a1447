package dev.gpuworker.real.verify;

import dev.gpuworker.client.WorkerClientException;
import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerLog;
import dev.gpuworker.real.report.VramChart;
import dev.gpuworker.real.verify.Checks.Promise;
import dev.gpuworker.real.vram.Evidence;
import dev.gpuworker.real.vram.VramCheck;
import dev.gpuworker.real.vram.VramJson;
import dev.gpuworker.real.vram.VramReport;
import dev.gpuworker.real.vram.VramVerdict;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Device memory over one worker's life, as a part of the report. */
final class MemorySection {
    private static final String TITLE = "Device memory";
    private static final Promise READABLE = new Promise(
            "V-001", List.of("M0-SYS-2.2.1"), "The device's memory can be read.", "docs/real-worker.md#device-memory");
    private static final Promise REAL = new Promise(
            "V-002",
            List.of("M0-SYS-2.2.1"),
            "The device is a real one.",
            "LD_LIBRARY_PATH: the fake CUDA driver of the tests was loaded");
    private static final Promise LIFE = new Promise(
            "V-003",
            List.of("M0-W-1300"),
            "The jobs between the readings are served.",
            "the worker's log, in the folder of the report");

    private MemorySection() {}

    static ReportSection of(WorkerConfig config, Path folder, long seed) throws InterruptedException, IOException {
        Checks checks = new Checks();
        String svg = "";
        try {
            VramReport report = new MemoryLife(config, folder, seed).run();
            checks.readLog(WorkerLog.at(folder.resolve("worker.log")));
            WholeFile.write(folder.resolve("vram.json"), VramJson.write(report));
            String device = report.timeline().device().toString();
            checks.judge(
                    REAL,
                    !report.timeline().device().name().startsWith("FAKE"),
                    "a device whose name does not begin with FAKE",
                    device);
            report.verdicts().forEach(verdict -> add(checks, verdict));
            svg = VramChart.svg(report.timeline());
        } catch (DeviceMemoryException e) {
            checks.judge(
                    READABLE, false, "a CUDA device at index " + config.gpuDevice(), String.valueOf(e.getMessage()));
        } catch (WorkerClientException e) {
            checks.judge(LIFE, false, "every job served", String.valueOf(e.getMessage()));
        }
        return new ReportSection(TITLE, svg, checks.rows(), "The worker's log", log(folder));
    }

    private static void add(Checks checks, VramVerdict verdict) {
        String word = verdict.outcome().name().toLowerCase(Locale.ROOT);
        String evidence = verdict.evidence().stream().map(Evidence::toString).collect(Collectors.joining("; "));
        VramCheck check = verdict.check();
        Promise promise = new Promise(id(check), requirements(check), check.title(), check.anchor());
        checks.add(promise, word, !verdict.isGreen(), verdict.expected(), verdict.because() + ": " + evidence);
    }

    private static String id(VramCheck check) {
        return switch (check) {
            case LOADED -> "V-101";
            case LEVEL_ACROSS_JOBS -> "V-102";
            case BACK_AT_BASELINE -> "V-103";
            case LEAK -> "V-104";
            case HEALTH_AGREES -> "V-105";
        };
    }

    private static List<String> requirements(VramCheck check) {
        return switch (check) {
            case LOADED -> List.of("M0-SYS-2.2.1", "M0-W-1020");
            case LEVEL_ACROSS_JOBS -> List.of("M0-W-1021", "M0-W-1330");
            case BACK_AT_BASELINE -> List.of("M0-W-1630");
            case LEAK -> List.of("M0-W-1021");
            case HEALTH_AGREES -> List.of("M0-W-1320");
        };
    }

    private static String log(Path folder) {
        return String.join("\n", WorkerLog.at(folder.resolve("worker.log")).lastLines(200));
    }
}
