package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.RunOutcome;
import java.util.function.Function;

/** Repeats a measurement that allowed no verdict, each time with a fresh worker, within a bound. */
public final class Attempts {
    private Attempts() {}

    /**
     * A measurement from the baseline to the end of the worker.
     *
     * @param <T> what it yields
     * @param <X> how it can fail
     */
    @FunctionalInterface
    public interface Measurement<T, X extends Exception> {
        /** Measures; the first attempt has the number 1. */
        T measure(int attempt) throws X, InterruptedException;
    }

    /**
     * Measures until the outcome is not {@link RunOutcome#INCONCLUSIVE}, and returns what the last attempt yielded.
     *
     * @param most how many attempts there may be, at least 1
     * @param outcome the outcome of what was measured; red is one, and is not measured again
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
