package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.subject.BenchSetting;
import dev.gpuworker.bench.subject.Subject;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One run: its subjects, its end, and its output.
 *
 * @param setting places of files and JDKs
 * @param subjects subjects to measure; the floor first
 * @param endNanos the instant after which nothing new is started
 */
record BenchRun(BenchSetting setting, List<Subject> subjects, RawLines lines, long endNanos) {
    /** Something to measure; a failure of one subject becomes a raw line and does not end the run. */
    @FunctionalInterface
    interface Attempt {
        Measurement measure() throws IOException, InterruptedException;
    }

    boolean hasTime() {
        return System.nanoTime() - endNanos < 0;
    }

    /** Returns the same run that ends when this share of what is left is over. */
    BenchRun share(double share) {
        long now = System.nanoTime();
        return new BenchRun(setting, subjects, lines, now + (long) ((endNanos - now) * share));
    }

    void record(int round, String figure, String subject, String load, Attempt attempt)
            throws IOException, InterruptedException {
        try {
            lines.add(round, attempt.measure());
        } catch (IOException | RuntimeException e) {
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            lines.add(round, new Measurement(figure, subject, load, Map.of("not_measured", reason)));
        }
    }
}
