package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.figure.ProcFiles;
import dev.gpuworker.bench.subject.BenchSetting;
import dev.gpuworker.bench.subject.Subject;
import dev.gpuworker.bench.subject.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs the benchmarks; docs/benchmarks.md describes how to start it and what it measures. System properties:
 * {@code bench.minutes}, {@code bench.figures} (names of figures, all if it is empty), {@code bench.only} (parts of the
 * names of subjects; the floor is always measured), {@code bench.jdks}, {@code bench.append} (keeps the raw lines of
 * earlier runs and summarises them together).
 */
public final class BenchMain {
    private BenchMain() {}

    /** Measures, writes the raw lines and the summary, and ends. */
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(BenchMain::endSubjects));
        BenchSetting setting = BenchSetting.ofThisProcess();
        Path folder = setting.target().resolve("bench");
        Path raw = folder.resolve("raw.jsonl");
        if (args.length == 0) {
            measure(setting, raw);
        }
        Path summarised = args.length == 0 ? raw : Path.of(args[0]);
        Console.say(Summary.write(summarised, folder.resolve("summary.md")));
    }

    /** Also if the run is interrupted: no process that it started survives. */
    private static void endSubjects() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }

    private static void measure(BenchSetting setting, Path raw) throws IOException, InterruptedException {
        long minutes = Long.parseLong(System.getProperty("bench.minutes", "15"));
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(minutes);
        List<Subject> subjects = Subjects.all(setting, Aimock.install(setting.target())).stream()
                .filter(BenchMain::chosen)
                .toList();
        BenchRun run = new BenchRun(setting, subjects, new RawLines(raw, Boolean.getBoolean("bench.append")), end);
        run.lines().add(0, machine(setting, minutes));
        if (chosen("starts")) {
            new Starts(run.share(0.15)).measure();
        }
        if (chosen("jmh")) {
            Microbenchmarks.measure(run);
        }
        if (chosen("details")) {
            new Details(run.share(0.03)).measure();
        }
        if (chosen("streams")) {
            new StreamRounds(run).measure();
        }
    }

    private static boolean chosen(String figure) {
        String figures = System.getProperty("bench.figures", "");
        return figures.isBlank() || Set.of(figures.split(",", -1)).contains(figure);
    }

    private static boolean chosen(Subject subject) {
        String only = System.getProperty("bench.only", "").toLowerCase(Locale.ROOT);
        return only.isBlank()
                || subject.name().equals("floor")
                || List.of(only.split(",", -1)).stream()
                        .anyMatch(
                                part -> subject.label().toLowerCase(Locale.ROOT).contains(part));
    }

    private static Measurement machine(BenchSetting setting, long minutes) throws IOException {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("processors", Runtime.getRuntime().availableProcessors());
        values.put("cpu", ProcFiles.processorName());
        values.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        values.put("client_java", Runtime.version().toString());
        for (Path jdk : setting.jdks()) {
            values.put("java_" + BenchSetting.feature(jdk), BenchSetting.version(jdk));
        }
        values.put("minutes", minutes);
        return new Measurement("machine", "", "", values);
    }
}
