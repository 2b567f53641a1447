package dev.gpuworker.real.vram.leak;

import static dev.gpuworker.real.vram.leak.LeakPlan.GRANULE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.vram.leak.LeakFinding.Kind;
import dev.gpuworker.testing.Soak;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * The promises of docs/real-worker.md#vram-leak on every kind of noise: the stated leak is found in 99 of 100 runs,
 * within two points, and a leak that isn't there in at most one of 100.
 */
class LeakPromisesTest {
    private static final int RUNS = Soak.times(60, 5000);
    private static final int IDLE_READINGS = 10;

    /** A quarter of a granule per batch, as the default of 5 KiB makes it. */
    private static final LeakPlan SOAK = new LeakPlan(1, GRANULE_BYTES / 4, 200, LeakPlan.Per.REQUEST);

    /** A granule per job. */
    private static final LeakPlan VERIFY = new LeakPlan(1, GRANULE_BYTES, 60, LeakPlan.Per.REQUEST);

    @ParameterizedTest
    @EnumSource
    void statedLeakIsFoundAndNeverPasses(Noise noise) {
        for (LeakPlan plan : new LeakPlan[] {SOAK, VERIFY}) {
            Map<Kind, Integer> kinds = kinds(noise, plan, plan.leastLeakPerBatch(), RUNS);

            assertThat(kinds.get(Kind.LEAK)).as("found with %s", plan).isGreaterThanOrEqualTo(RUNS * 97 / 100);
            assertThat(kinds.get(Kind.LEVEL)).as("passed with %s", plan).isLessThanOrEqualTo(RUNS * 3 / 100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void fourTimesTheStatedLeakIsAlwaysFound(Noise noise) {
        Map<Kind, Integer> kinds = kinds(noise, SOAK, 4 * SOAK.leastLeakPerBatch(), RUNS / 4);

        assertThat(kinds.get(Kind.LEAK)).isEqualTo(RUNS / 4);
    }

    @ParameterizedTest
    @EnumSource
    void noiseAloneIsNoLeakAndPasses(Noise noise) {
        for (LeakPlan plan : new LeakPlan[] {SOAK, VERIFY}) {
            Map<Kind, Integer> kinds = kinds(noise, plan, 0, RUNS);

            assertThat(kinds.get(Kind.LEAK)).as("alarms with %s", plan).isLessThanOrEqualTo(Math.max(1, RUNS / 100));
            assertThat(kinds.get(Kind.LEVEL)).as("passed with %s", plan).isGreaterThanOrEqualTo(RUNS * 17 / 20);
        }
    }

    @ParameterizedTest
    @EnumSource
    void promisesHoldWithoutReadingsAtRestToo(Noise noise) {
        var random = new Random(7);
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            DoubleSupplier source = noise.source(random);
            found += judge(new LeakTrial(SOAK, 0), source, GRANULE_BYTES / 4.0, random) == Kind.LEAK ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo(RUNS * 97 / 100);
    }

    /** Noise that changes once in twenty readings or less may be absent from a run, so no run can state its power. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TELEGRAPH_001", "TELEGRAPH_005", "STEPS_005"})
    void whatAnInconclusiveRunStatesIsFoundAsWell(Noise noise) {
        LeakPlan ambitious = SOAK.withLeastLeak(GRANULE_BYTES / 50).withWindowMax(60);
        var random = new Random(3);
        int found = 0;
        for (int run = 0; run < RUNS; run++) {
            LeakFinding unsettled = find(new LeakTrial(ambitious, 0), noise.source(random), 0, random);
            LeakPlan stated = ambitious.withLeastLeak(unsettled.leastLeakBytes());
            double leak = unsettled.leastLeakBytes();
            found += judge(new LeakTrial(stated, 0), noise.source(random), leak, random) == Kind.LEAK ? 1 : 0;
        }

        assertThat(found).isGreaterThanOrEqualTo(RUNS * 97 / 100);
    }

    private static Map<Kind, Integer> kinds(Noise noise, LeakPlan plan, double leakPerBatch, int runs) {
        var random = new Random(42);
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            kinds.put(kind, 0);
        }
        for (int run = 0; run < runs; run++) {
            DoubleSupplier source = noise.source(random);
            long[] idle = IntStream.range(0, IDLE_READINGS)
                    .mapToLong(i -> Noise.cut(source.getAsDouble()))
                    .sorted()
                    .toArray();
            var trial = new LeakTrial(plan, (idle[IDLE_READINGS - 1] - idle[0]) * GRANULE_BYTES);
            kinds.merge(judge(trial, source, leakPerBatch, random), 1, Integer::sum);
        }
        return kinds;
    }

    private static Kind judge(LeakTrial trial, DoubleSupplier noise, double leakPerBatch, Random random) {
        return find(trial, noise, leakPerBatch, random).kind();
    }

    /** Memory grows by the leak with each batch, and is used in whole granules. */
    private static LeakFinding find(LeakTrial trial, DoubleSupplier noise, double leakPerBatch, Random random) {
        double used = 1000 * GRANULE_BYTES + random.nextDouble() * GRANULE_BYTES;
        while (true) {
            long granules = (long) (used / GRANULE_BYTES) + Noise.cut(noise.getAsDouble());
            Optional<LeakFinding> finding = trial.add(granules * GRANULE_BYTES);
            if (finding.isPresent()) {
                return finding.get();
            }
            used += leakPerBatch;
        }
    }
}
