package dev.gpuworker.real.vram.device;

import dev.gpuworker.io.FileReason;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.vram.device.GpuProcesses.GpuProcess;
import dev.gpuworker.real.vram.device.GpuProcesses.Known;
import dev.gpuworker.real.vram.device.GpuProcesses.Unknown;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks {@code nvidia-smi} for the processes on a device. Every failure is returned as {@link Unknown}. */
public final class NvidiaSmi {
    /** A healthy {@code nvidia-smi} takes well under a second; with a broken driver it may never end. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A line is about 20 bytes and a device has at most a few hundred processes. */
    private static final long OUTPUT_BYTES_MAX = 64 * 1024;

    /**
     * The driver has many words for memory that it does not report: [N/A], [Insufficient Permissions], [Unknown Error]
     * …
     */
    private static final Pattern PROCESS = Pattern.compile("(\\d{1,10}|\\[[^,]*]) *, *(?:(\\d{1,12})(?: MiB)?|.*)");

    private static final int REMARKS_MAX = 5;
    private static final int REMARK_CHARS_MAX = 200;
    private static final long MIB = 1L << 20;

    private final String executable;
    private final Duration patience;

    /** Uses the {@code nvidia-smi} on the {@code PATH}. */
    public NvidiaSmi() {
        this("nvidia-smi", PATIENCE);
    }

    /** Runs this program, and waits at most this long for its answer. */
    public NvidiaSmi(String executable, Duration patience) {
        this.executable = executable;
        this.patience = patience;
    }

    /** Asks for one device by its PCI bus id, because {@code nvidia-smi} counts devices in another order than CUDA. */
    public GpuProcesses processesOn(GpuDevice device) throws InterruptedException {
        try {
            Path output = Files.createTempFile("nvidia-smi-", ".part");
            try {
                return ask(device, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new Unknown(executable + " can't be run: " + FileReason.of(e));
        }
    }

    private GpuProcesses ask(GpuDevice device, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        executable,
                        "--id=" + device.pciBusId(),
                        "--query-compute-apps=pid,used_memory",
                        "--format=csv,noheader,nounits")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Unknown(executable + " did not end within " + patience.toMillis() + " ms");
            }
        } finally {
            process.destroyForcibly();
        }
        if (Files.size(output) > OUTPUT_BYTES_MAX) {
            return new Unknown(executable + " printed more than " + OUTPUT_BYTES_MAX + " bytes");
        }
        String text = new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1);
        return process.exitValue() == 0
                ? parse(text)
                : new Unknown(executable + " exited with code " + process.exitValue() + ": " + firstLine(text));
    }

    private GpuProcesses parse(String text) {
        var processes = new ArrayList<GpuProcess>();
        var remarks = new ArrayList<String>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            Matcher matcher = PROCESS.matcher(line.strip());
            if (matcher.matches()) {
                processes.add(process(matcher.group(1), matcher.group(2)));
            } else if (remarks.size() < REMARKS_MAX) {
                remarks.add(firstLine(line)); // a warning from the driver or the loader does not discredit the list
            }
        }
        long self = ProcessHandle.current().pid();
        if (processes.stream().anyMatch(process -> process.pid() == self)) {
            return new Known(processes, remarks);
        }
        return new Unknown(
                processes.isEmpty() && !remarks.isEmpty()
                        ? executable + " printed something other than processes: " + String.join("; ", remarks)
                        : "this process is not in the list of " + executable
                                + ", so its pids belong to another system"
                                + (remarks.isEmpty() ? "" : "; it also printed: " + String.join("; ", remarks)));
    }

    private static GpuProcess process(String pid, @Nullable String mib) {
        return new GpuProcess(
                pid.startsWith("[") ? GpuProcess.UNNAMED : Long.parseLong(pid),
                mib == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(mib) * MIB));
    }

    private static String firstLine(String text) {
        return PrintableText.excerpt(text.lines().findFirst().orElse("").strip(), REMARK_CHARS_MAX);
    }
}
