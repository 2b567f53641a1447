package dev.gpuworker.real.cli;

import dev.gpuworker.real.vram.ProbeReport;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells the facts about a device that verdicts rest on. */
@Command(
        name = "probe",
        description = "Measures a CUDA device: driver, memory at rest, noise, cost of a context, granule, processes.",
        mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {
    private final PrintWriter out;

    @Option(
            names = "--gpu-device",
            paramLabel = "<n>",
            description = "index of the device, from 0 (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private int gpuDevice;

    ProbeCommand(PrintWriter out) {
        this.out = out;
    }

    /** Exits with 1 where CUDA can't be used, or the card isn't fit for verdicts. */
    @Override
    public Integer call() throws InterruptedException {
        ProbeReport report = ProbeReport.take(gpuDevice);
        out.println(report.text());
        return report.isFit() ? ExitCode.GREEN : ExitCode.RED;
    }
}
