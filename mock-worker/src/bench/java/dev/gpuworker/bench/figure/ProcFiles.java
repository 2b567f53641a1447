package dev.gpuworker.bench.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads the kernel's accounts of a process and of the machine. Linux only. */
public final class ProcFiles {
    /** The kernel counts CPU time in hundredths of a second towards user space, on every Linux. */
    private static final double MICROS_PER_TICK = 10_000;

    private ProcFiles() {}

    /** Returns the CPU time, user and system, in microseconds, counted in steps of 10 ms. */
    public static double cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }

    /** Returns the exact CPU time of the live threads, in microseconds. */
    public static double threadMicros(long pid) throws IOException {
        double nanos = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    nanos += Double.parseDouble(
                            Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
                } catch (IOException ended) {
                    // A thread that has just ended did next to nothing meanwhile.
                }
            }
        }
        return nanos / 1000;
    }

    /** Returns the resident memory in KiB. */
    public static long residentKib(long pid) throws IOException {
        return status(pid, "VmRSS:");
    }

    /** Returns how often the process has called the kernel to write, to sockets as to files. */
    public static long writeCalls(long pid) throws IOException {
        return field(Path.of("/proc/" + pid + "/io"), "syscw:");
    }

    /** Returns the number of threads. */
    public static long threads(long pid) throws IOException {
        return status(pid, "Threads:");
    }

    /** Returns what the kernel calls the processor. */
    public static String processorName() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        }
    }

    /** Returns the load average of the last minute. */
    public static double loadAverage() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private static long status(long pid, String field) throws IOException {
        return field(Path.of("/proc/" + pid + "/status"), field);
    }

    private static long field(Path file, String name) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no " + name + " in " + file));
        }
    }
}
