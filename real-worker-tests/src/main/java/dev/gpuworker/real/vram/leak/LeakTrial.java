package dev.gpuworker.real.vram.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Distinguishes a leak from warm-up, one-off steps and noise, reading by reading. Not thread-safe.
 *
 * <p>The readings are looked at in windows. A window <em>grows</em> if the line through it rises by at least twice the
 * range of the readings around it, the noise band at rest, and one granule. Then a new window begins. Growth in two
 * consecutive windows is a leak, unless it ends within the first {@value #LEAK_READINGS_MIN} readings, as that of steps
 * and of caches that become full does. A window that does not grow is level, once it is so long that the least leak of
 * the plan would have shown in 99 of 100 runs with the noise of these readings. If a window reaches its bound first,
 * there is no verdict.
 *
 * <p>No assumption is made about the noise, except that it stays within its band while a leak leaves it.
 */
public final class LeakTrial {
    /** The least readings of a window. */
    public static final int WINDOW_MIN = 6;

    /** The least readings of a leak. */
    public static final int LEAK_READINGS_MIN = 20;

    /** Readings are judged when a window has grown by this factor, because each look could be a false alarm. */
    private static final double NEXT_LOOK = 1.2;

    private final LeakPlan plan;
    private final double noiseAtRest;
    private final List<Long> readings = new ArrayList<>();
    private int windowStart;
    private int grownWindows;
    private int nextLook = WINDOW_MIN;

    /**
     * Begins a trial.
     *
     * @param noiseAtRestBytes the noise band of the device at rest, 0 on a quiet card
     */
    public LeakTrial(LeakPlan plan, long noiseAtRestBytes) {
        this.plan = plan;
        this.noiseAtRest = noiseAtRestBytes;
    }

    /** Takes the reading after one more batch, in bytes; returns the finding as soon as there is one. */
    public Optional<LeakFinding> add(long usedBytes) {
        readings.add(usedBytes);
        LeakWindow window = window();
        boolean last = window.size() >= plan.windowMax();
        if (window.size() < nextLook && !last) {
            return Optional.empty();
        }
        nextLook = Math.max(window.size() + 1, (int) Math.ceil(window.size() * NEXT_LOOK));
        if (grownWindows == 2) {
            return grownBefore(window);
        }
        if (window.strength(noiseAtRest) >= LeakWindow.STRENGTH_MIN) {
            return grown();
        }
        if (!last && window.leastLeakAtBest(noiseAtRest) > plan.leastLeakPerBatch()) {
            return Optional.empty(); // resampling can't but confirm that more readings are needed
        }
        LeakPower power = LeakPower.of(window, noiseAtRest);
        if (power.leastLeakPerBatch() <= plan.leastLeakPerBatch()) {
            return Optional.of(finding(LeakFinding.Kind.LEVEL, windowStart, power));
        }
        return last ? Optional.of(finding(LeakFinding.Kind.UNSETTLED, windowStart, power)) : Optional.empty();
    }

    /** Returns whether memory in use has grown so far, so that more readings would decide. */
    public boolean isGrowing() {
        return grownWindows > 0;
    }

    /** Returns the finding if there can be no more readings: no verdict. */
    public LeakFinding giveUp() {
        LeakWindow window = window();
        LeakPower power =
                window.size() < 3 ? new LeakPower(Double.POSITIVE_INFINITY, 0) : LeakPower.of(window, noiseAtRest);
        return finding(LeakFinding.Kind.UNSETTLED, windowStart, power);
    }

    /** The growth must be seen again in readings that are new. */
    private Optional<LeakFinding> grown() {
        grownWindows++;
        if (grownWindows == 2 && readings.size() >= LEAK_READINGS_MIN) {
            return Optional.of(leak());
        }
        windowStart = readings.size() - 1;
        nextLook = grownWindows == 1 ? WINDOW_MIN : LEAK_READINGS_MIN - windowStart;
        return Optional.empty();
    }

    /** Memory grew quickly in the first readings. It is a leak if it still grows at least half as fast. */
    private Optional<LeakFinding> grownBefore(LeakWindow window) {
        double slopeBefore = new LeakWindow(readings.subList(0, windowStart + 1)).slope();
        if (window.slope() >= slopeBefore / 2) {
            return Optional.of(leak());
        }
        grownWindows = 0;
        return Optional.empty();
    }

    private LeakFinding leak() {
        return finding(LeakFinding.Kind.LEAK, 0, LeakPower.of(window(), noiseAtRest));
    }

    private LeakWindow window() {
        return new LeakWindow(readings.subList(windowStart, readings.size()));
    }

    private LeakFinding finding(LeakFinding.Kind kind, int from, LeakPower power) {
        return new LeakFinding(kind, plan, readings, from, noiseAtRest, power);
    }
}
