package dev.gpuworker.real.standin;

import dev.gpuworker.mock.scenario.ByteSize;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the stand-in does wrong, read from its environment; nothing by default. Sizes carry units, such as {@code 2MiB}.
 *
 * @param weightsBytes device memory of the weights; 0 uses the model's own size, and more than the device has makes the
 *     start fail ({@code STANDIN_WEIGHTS})
 * @param leakBytes kept after every job ({@code STANDIN_LEAK})
 * @param stepBytes kept once, at job number {@code stepAtJob} ({@code STANDIN_STEP}, {@code STANDIN_STEP_AT_JOB}, 3 by
 *     default)
 * @param stepAtJob number of that job, from 1
 * @param childBytes held by a child process in its own session that outlives the worker ({@code STANDIN_LEAVE_CHILD})
 * @param exitDelay time between the end of the last job and the freeing of the memory ({@code STANDIN_EXIT_DELAY_MS})
 * @param crashBeforeReady {@code exit:<code>} or {@code kill}, in the middle of loading
 *     ({@code STANDIN_CRASH_BEFORE_READY})
 * @param oomAtJob the job, from 1, that asks for more than the device has; 0 for none ({@code STANDIN_OOM_AT_JOB})
 */
record Misbehaviour(
        long weightsBytes,
        long leakBytes,
        long stepBytes,
        int stepAtJob,
        long childBytes,
        Duration exitDelay,
        String crashBeforeReady,
        int oomAtJob) {
    static final Misbehaviour NONE = of(Map.of());

    private static final String PREFIX = "STANDIN_";

    /** The known variables. A misspelt one is refused, because it must not pass as good behaviour. */
    private enum Variable {
        WEIGHTS,
        LEAK,
        STEP,
        STEP_AT_JOB,
        LEAVE_CHILD,
        EXIT_DELAY_MS,
        CRASH_BEFORE_READY,
        OOM_AT_JOB,
        IGNORE_SIGTERM
    }

    /**
     * Reads the misbehaviour from environment variables.
     *
     * @throws IllegalArgumentException for an unknown variable or an invalid value; the message names it
     */
    static Misbehaviour of(Map<String, String> environment) {
        List<String> known = Arrays.stream(Variable.values())
                .map(variable -> PREFIX + variable)
                .toList();
        String unknown = environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !known.contains(name))
                .sorted()
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown environment variable " + unknown + "; the known ones are " + String.join(" ", known));
        }
        return new Misbehaviour(
                size(Variable.WEIGHTS, environment),
                size(Variable.LEAK, environment),
                size(Variable.STEP, environment),
                number(Variable.STEP_AT_JOB, 3, environment),
                size(Variable.LEAVE_CHILD, environment),
                Duration.ofMillis(number(Variable.EXIT_DELAY_MS, 0, environment)),
                crash(environment),
                number(Variable.OOM_AT_JOB, 0, environment));
    }

    private static String crash(Map<String, String> environment) {
        String value = environment.getOrDefault(PREFIX + Variable.CRASH_BEFORE_READY, "");
        if (!value.matches("|kill|exit:\\d{1,3}")) {
            throw wrong(Variable.CRASH_BEFORE_READY, value, "exit:<code> or kill");
        }
        return value;
    }

    private static long size(Variable variable, Map<String, String> environment) {
        String value = environment.get(PREFIX + variable);
        try {
            return value == null ? 0 : ByteSize.parse(value).bytes();
        } catch (IllegalArgumentException e) {
            throw wrong(variable, value, "a size with its unit, such as 2MiB");
        }
    }

    private static int number(Variable variable, int otherwise, Map<String, String> environment) {
        String value = environment.getOrDefault(PREFIX + variable, String.valueOf(otherwise));
        if (!value.matches("\\d{1,9}")) {
            throw wrong(variable, value, "a whole number");
        }
        return Integer.parseInt(value);
    }

    private static IllegalArgumentException wrong(Variable variable, @Nullable String value, String expected) {
        return new IllegalArgumentException(PREFIX + variable + " must be " + expected + ", but was \"" + value + "\"");
    }
}
