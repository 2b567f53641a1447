package dev.gpuworker.real.cli;

import dev.gpuworker.conformance.ExitCode;
import dev.gpuworker.real.vram.ProbeReport;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints the facts about a device that verdicts rest on. */
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

    @Option(names = "--json", description = "print the facts as one JSON object")
    private boolean json;

    @Option(
            names = "--total-timeout",
            paramLabel = "<duration>",
            description = "how long the whole command may take, 1s to 168h (default: ${DEFAULT-VALUE})",
            defaultValue = "2min")
    private Duration totalTimeout = Duration.ofMinutes(2);

    ProbeCommand(PrintWriter out) {
        this.out = out;
    }

    /** Exits with 3 if CUDA can't be used, or if the card isn't fit for verdicts. */
    @Override
    public Integer call() throws Exception {
        InRange.check("--gpu-device", gpuDevice, 0, WorkerOptions.GPU_DEVICE_MAX);
        TimeBox timeBox = new TimeBox(totalTimeout);
        timeBox.phase("reading device " + gpuDevice);
        return timeBox.run(() -> {
            ProbeReport report = ProbeReport.take(gpuDevice);
            out.println(json ? report.json() : report.text());
            return report.isFit() ? ExitCode.GREEN : ExitCode.NO_VERDICT;
        });
    }
}
