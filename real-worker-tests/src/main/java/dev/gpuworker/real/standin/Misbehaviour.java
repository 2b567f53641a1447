package dev.gpuworker.real.standin;

import dev.gpuworker.mock.scenario.ByteSize;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the stand-in does wrong, read from its environment; nothing by default. Each variable is {@code STANDIN_} and
 * the name of a {@link Variable}. Sizes carry units, such as {@code 2MiB}. Immutable.
 */
final class Misbehaviour {
    static final Misbehaviour NONE = of(Map.of());

    private static final String PREFIX = "STANDIN_";
    private static final String SIZE = "a size with its unit, such as 2MiB";
    private static final String NUMBER = "a whole number";

    private final Map<Variable, String> values;

    /** The known variables. A misspelt one is refused, because it must not pass as good behaviour. */
    private enum Variable {
        /** Device memory of the weights; more than the device has makes the start fail. */
        WEIGHTS(SIZE),
        /** Share of the weights that never reaches the device, in percent. */
        WEIGHTS_OFF_DEVICE("a whole number from 0 to 100"),
        /** Kept after every job. */
        LEAK(SIZE),
        /** Only jobs whose id begins with this text leak. */
        LEAK_JOBS("the beginning of a job id"),
        /** So many jobs leak, and the later ones don't. */
        LEAK_TIMES(NUMBER),
        /** Kept once, at the job with number STEP_AT_JOB, 3 by default. */
        STEP(SIZE),
        STEP_AT_JOB(NUMBER),
        /** Held by a child process in its own session that outlives the worker. */
        LEAVE_CHILD(SIZE),
        /** Time between the end of the last job and the freeing of the memory. */
        EXIT_DELAY_MS(NUMBER),
        /** How it ends in the middle of loading. */
        CRASH_BEFORE_READY("exit:<code> or kill"),
        /** The job, from 1, that asks for more than the device has. */
        OOM_AT_JOB(NUMBER),
        /** Any text makes it ignore SIGTERM; the shell that starts it reads this. */
        IGNORE_SIGTERM("any text");

        private final String expected;

        Variable(String expected) {
            this.expected = expected;
        }

        boolean accepts(String value) {
            return switch (this) {
                case WEIGHTS, LEAK, STEP, LEAVE_CHILD -> isSize(value);
                case WEIGHTS_OFF_DEVICE -> value.matches("\\d{1,2}|100");
                case LEAK_TIMES, STEP_AT_JOB, EXIT_DELAY_MS, OOM_AT_JOB -> value.matches("\\d{1,9}");
                case CRASH_BEFORE_READY -> value.matches("kill|exit:\\d{1,3}");
                case LEAK_JOBS, IGNORE_SIGTERM -> true;
            };
        }

        private static boolean isSize(String value) {
            try {
                return ByteSize.parse(value).bytes() >= 0;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    private Misbehaviour(Map<Variable, String> values) {
        this.values = values;
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
        Map<Variable, String> values = new TreeMap<>();
        for (Variable variable : Variable.values()) {
            String value = environment.getOrDefault(PREFIX + variable, "");
            if (!value.isEmpty() && !variable.accepts(value)) {
                throw new IllegalArgumentException(
                        PREFIX + variable + " must be " + variable.expected + ", but was \"" + value + "\"");
            }
            if (!value.isEmpty()) {
                values.put(variable, value);
            }
        }
        return new Misbehaviour(values);
    }

    /** Returns the device memory of the weights, in bytes; 0 for the model's own size. */
    long weightsBytes() {
        return size(Variable.WEIGHTS);
    }

    /** Returns how much of the weights is put on the device, in bytes, at least 1. */
    long weightsOnDevice(long weightsBytes) {
        int percent = number(Variable.WEIGHTS_OFF_DEVICE, 0);
        return percent == 0 ? weightsBytes : Math.max(1, weightsBytes / 100 * (100 - percent));
    }

    /** Returns what is kept after a job, in bytes. */
    long leakBytes(String jobId, int leaksBefore) {
        boolean leaks = jobId.startsWith(values.getOrDefault(Variable.LEAK_JOBS, ""))
                && leaksBefore < number(Variable.LEAK_TIMES, Integer.MAX_VALUE);
        return leaks ? size(Variable.LEAK) : 0;
    }

    /** Returns what is kept once, at the job with this number, in bytes. */
    long stepBytes(int job) {
        return job == number(Variable.STEP_AT_JOB, 3) ? size(Variable.STEP) : 0;
    }

    /** Returns what a child process holds that outlives the worker, in bytes; 0 for no child. */
    long childBytes() {
        return size(Variable.LEAVE_CHILD);
    }

    /** Returns the time between the end of the last job and the freeing of the memory. */
    Duration exitDelay() {
        return Duration.ofMillis(number(Variable.EXIT_DELAY_MS, 0));
    }

    /** Returns {@code exit:<code>}, {@code kill} or nothing: how it ends in the middle of loading. */
    String crashBeforeReady() {
        return values.getOrDefault(Variable.CRASH_BEFORE_READY, "");
    }

    /** Returns the number of the job, from 1, that asks for more than the device has; 0 for none. */
    int oomAtJob() {
        return number(Variable.OOM_AT_JOB, 0);
    }

    private long size(Variable variable) {
        String value = values.get(variable);
        return value == null ? 0 : ByteSize.parse(value).bytes();
    }

    private int number(Variable variable, int otherwise) {
        String value = values.get(variable);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    @Override
    public String toString() {
        return values.toString().toLowerCase(Locale.ROOT);
    }
}
