package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.Seed;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One accepted job: the request, and the program that answers it.
 *
 * @param ordinal 1, 2, 3 … in order of arrival
 * @param request the checked request
 * @param maxTokens greatest number of its tokens
 * @param seed the request's seed, or the one that the worker chose
 * @param seedChosen whether the worker chose it
 * @param scenario name of the scenario; null for the generator
 * @param mismatch why the nearest scenario did not match
 * @param withinMaxTokens whether tokens of the program beyond {@code maxTokens} are left out
 * @param onCancel effect of a cancel
 * @param program the program to play
 * @param random creates the generator of its random waits, if there are any
 */
public record Job(
        long ordinal,
        ExecuteRequest request,
        int maxTokens,
        Seed seed,
        boolean seedChosen,
        @Nullable String scenario,
        @Nullable String mismatch,
        boolean withinMaxTokens,
        OnCancel onCancel,
        Program program,
        Supplier<RandomGenerator> random) {}
