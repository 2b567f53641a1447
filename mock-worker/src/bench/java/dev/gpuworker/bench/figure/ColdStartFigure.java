package dev.gpuworker.bench.figure;

import dev.gpuworker.bench.subject.RunningSubject;
import dev.gpuworker.bench.subject.Subject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** From the start of a process to its first answer, by the clock and in CPU time, and its memory a second later. */
public final class ColdStartFigure {
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private ColdStartFigure() {}

    /** Starts the subject once, with nothing to answer, and ends it. */
    public static Measurement measure(Subject subject) throws IOException, InterruptedException {
        try (RunningSubject running = RunningSubject.start(subject, List.of())) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("cpu_ms", ProcFiles.cpuMicros(running.pid()) / 1000);
            values.put("wall_ms", running.readyMillis());
            LockSupport.parkNanos(SETTLE_NANOS);
            values.put("idle_kib", ProcFiles.residentKib(running.pid()));
            return new Measurement("cold-start", subject.label(), "", values);
        }
    }
}
