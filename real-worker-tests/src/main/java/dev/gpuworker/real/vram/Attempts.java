package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.RunOutcome;
import java.util.function.Function;

/** Repeats an inconclusive measurement within a bound, each time with a fresh worker. */
public final class Attempts {
    private Attempts() {}

    /**
     * A measurement from the baseline to the end of the worker.
     *
     * @param <T> what the measurement returns
     * @param <X> the exception with which it can fail
     */
    @FunctionalInterface
    public interface Measurement<T, X extends Exception> {
        /** Runs the measurement; the first attempt has the number 1. */
        T measure(int attempt) throws X, InterruptedException;
    }

    /**
     * Measures until the outcome is not {@link RunOutcome#INCONCLUSIVE}, and returns the result of the last attempt.
     *
     * @param most the most attempts, at least 1
     * @param outcome returns the outcome of a result; only an inconclusive one is measured again, a red one is not
     */
    public static <T, X extends Exception> T untilConclusive(
            int most, Function<T, RunOutcome> outcome, Measurement<T, X> measurement) throws X, InterruptedException {
        T measured = measurement.measure(1);
        for (int attempt = 2; attempt <= most && outcome.apply(measured) == RunOutcome.INCONCLUSIVE; attempt++) {
            measured = measurement.measure(attempt);
        }
        return measured;
    }
}
