package dev.gpuworker.real.vram.leak;

import java.util.List;
import java.util.Locale;

/** The result of a {@link LeakTrial}, with the readings behind it. Immutable. */
public final class LeakFinding {
    /** With less, heavy-tailed noise would break the promise. */
    private static final double MARGIN = 1.75;

    private final Kind kind;
    private final LeakPlan plan;
    private final List<Long> readings;
    private final int from;
    private final LeakWindow window;
    private final LeakPower power;

    /** The kinds of results. */
    public enum Kind {
        /** Memory in use is level: there is no leak as large as the plan's. */
        LEVEL,
        /** Memory in use grows. */
        LEAK,
        /** Memory in use neither clearly grows, nor is it quiet enough to exclude the plan's leak. */
        UNSETTLED
    }

    /**
     * Creates a finding.
     *
     * @param from the first reading on which it rests; the earlier ones were warm-up
     */
    LeakFinding(Kind kind, LeakPlan plan, List<Long> readings, int from, double noiseAtRest, LeakPower power) {
        this.kind = kind;
        this.plan = plan;
        this.readings = List.copyOf(readings);
        this.from = from;
        this.window = new LeakWindow(this.readings.subList(from, this.readings.size()));
        this.power = power;
    }

    /** Returns the kind of result. */
    public Kind kind() {
        return kind;
    }

    /** Returns memory in use after each batch, in bytes and in order. */
    public List<Long> readings() {
        return readings;
    }

    /** Returns the plan that was followed. */
    public LeakPlan plan() {
        return plan;
    }

    /** Returns the growth in bytes per request, or per restart; about 0 or less if there is none. */
    public double slopeBytes() {
        return window.size() < 2 ? 0 : window.slope() / plan.requestsPerBatch();
    }

    /** Returns the range of the readings around the line through them, in bytes. */
    public long noiseBytes() {
        return window.size() < 2 ? 0 : Math.round(window.noise());
    }

    /** Returns by how much memory in use rose before the readings on which the finding rests, in bytes. */
    public long riseBeforeBytes() {
        return readings.get(from) - readings.get(0);
    }

    /**
     * Returns the least leak per request, in bytes, that 99 of 100 runs with such readings would have shown. A level
     * finding states what was asked for, not more: a run with more noise would have gone on no longer than for that.
     * Another finding states it with a margin, because a run with more noise would not have gone on.
     */
    public long leastLeakBytes() {
        if (kind == Kind.LEVEL) {
            return plan.leastLeakBytes();
        }
        double least = Math.ceil(MARGIN * power.leastLeakPerBatch() / plan.requestsPerBatch());
        return least >= Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, (long) least);
    }

    /** Returns how many of {@link #resampledRuns} runs without a leak, made of the same noise, would have shown one. */
    public int falseAlarms() {
        return power.falseAlarms();
    }

    /** Returns the number of runs that were made of the noise of the readings. */
    public int resampledRuns() {
        return LeakPower.RESAMPLES;
    }

    /** Returns the result in one sentence. */
    public String because() {
        return switch (kind) {
            case LEVEL -> "memory in use was level over the last " + plan.extent(window.size()) + rose();
            case LEAK ->
                String.format(
                        Locale.ROOT,
                        "memory in use grows by about %.0f bytes per %s over %s",
                        slopeBytes(),
                        plan.per().word(),
                        plan.extent(readings.size()));
            case UNSETTLED ->
                "memory in use neither came to rest nor clearly grew in " + plan.extent(readings.size()) + rose();
        };
    }

    /** Returns the power and the rate of false alarms in one sentence. */
    public String power() {
        String least = leastLeakBytes() == Long.MAX_VALUE
                ? "too few readings to state which leak they would have shown"
                : "a leak of " + leastLeakBytes() + " bytes per " + plan.per().word()
                        + " would have been found in 99 of 100 runs with such readings";
        return least + ", and a leak that isn't there in "
                + (falseAlarms() == 0 ? "none" : String.valueOf(falseAlarms())) + " of " + resampledRuns()
                + " runs made of their noise";
    }

    private String rose() {
        return from == 0 || riseBeforeBytes() <= 0
                ? ""
                : ", after a rise of " + riseBeforeBytes() + " bytes in the first " + plan.extent(from + 1);
    }
}
