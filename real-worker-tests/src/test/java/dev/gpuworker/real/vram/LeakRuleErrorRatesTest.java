package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the promised error rates of the leak rule on seeded series of batches. A worker's curve is in granules. */
class LeakRuleErrorRatesTest {
    private static final int SERIES = 500;
    private static final int LIFE = 20;
    private static final int IDLE_READINGS = 10;
    private static final double QUIET = 0;

    @Test
    void flatIsNeverCalledALeak() {
        assertThat(shareOfLeaks(random -> new double[LIFE], QUIET)).isZero();
    }

    @Test
    void noiseIsNeverCalledALeak() {
        assertThat(shareOfLeaks(random -> new double[LIFE], 1)).isZero();
        assertThat(shareOfLeaks(random -> new double[LIFE], 2)).isZero();
    }

    @Test
    void oneOrTwoOneOffStepsAreNeverCalledALeak() {
        assertThat(shareOfLeaks(random -> steps(1, random), QUIET)).isZero();
        assertThat(shareOfLeaks(random -> steps(2, random), QUIET)).isZero();
    }

    @Test
    void fourStepsAreRarelyCalledALeak() {
        assertThat(shareOfLeaks(random -> steps(4, random), QUIET)).isLessThan(0.05);
    }

    @Test
    void cacheThatIsFullWithinFourteenBatchesIsNeverCalledALeak() {
        assertThat(shareOfLeaks(random -> saturating(1 + 1.5 * random.nextDouble(), random), QUIET))
                .isZero();
    }

    @Test
    void cacheThatStillFillsAfterTwentyBatchesCannotBeToldFromALeak() {
        // The limit of the rule: such a worker needs larger batches.
        assertThat(shareOfLeaks(random -> saturating(20, random), QUIET)).isGreaterThan(0.9);
    }

    @Test
    void everyLeakOfAGranuleInOneToFourBatchesIsFound() {
        for (int batches = 1; batches <= 4; batches++) {
            double perBatch = 1.0 / batches;
            assertThat(shareOfLeaks(random -> leak(perBatch, random), QUIET)).isEqualTo(1.0);
        }
    }

    @Test
    void leakOfFourGranulesABatchIsFoundInNoise() {
        // The rest are cards that are too noisy at rest for a verdict.
        assertThat(shareOf(LeakVerdict.Level.class, random -> leak(4, random), 2))
                .isZero();
        assertThat(shareOfLeaks(random -> leak(4, random), 1)).isEqualTo(1.0);
    }

    @Test
    void comparingLastWithFirstWouldCallEveryStepALeak() {
        // Shows why the rule exists: the naive test on the same series.
        var random = new Random(42);
        long alarms = IntStream.range(0, SERIES)
                .mapToObj(i -> steps(1, random))
                .filter(life -> life[LIFE - 1] > life[0])
                .count();

        assertThat(alarms).isEqualTo(SERIES);
    }

    private interface Life {
        double[] granulesAfterBatch(Random random);
    }

    private static double[] steps(int count, Random random) {
        var life = new double[LIFE];
        for (int step = 0; step < count; step++) {
            int at = 1 + random.nextInt(LIFE - 1);
            double height = 1 + random.nextInt(8);
            IntStream.range(at, LIFE).forEach(batch -> life[batch] += height);
        }
        return life;
    }

    private static double[] saturating(double batchesToTwoThirds, Random random) {
        double top = 4 + random.nextInt(60);
        return IntStream.range(0, LIFE)
                .mapToDouble(batch -> Math.round(top * (1 - Math.exp(-batch / batchesToTwoThirds))))
                .toArray();
    }

    private static double[] leak(double granulesPerBatch, Random random) {
        double phase = random.nextDouble();
        return IntStream.range(0, LIFE)
                .mapToDouble(batch -> Math.floor(phase + batch * granulesPerBatch))
                .toArray();
    }

    private static double shareOfLeaks(Life life, double noise) {
        return shareOf(LeakVerdict.Leaking.class, life, noise);
    }

    private static double shareOf(Class<? extends LeakVerdict> kind, Life life, double noise) {
        var random = new Random(42);
        return IntStream.range(0, SERIES)
                        .filter(i -> judge(life.granulesAfterBatch(random), noise, random)
                                .filter(kind::isInstance)
                                .isPresent())
                        .count()
                / (double) SERIES;
    }

    /**
     * Judges as the procedure does: idle readings first, then batch by batch until there is a verdict. Empty on a card
     * that isn't quiet.
     */
    private static Optional<LeakVerdict> judge(double[] life, double noise, Random random) {
        var idle = new ArrayList<Long>();
        IntStream.range(0, IDLE_READINGS).forEach(i -> idle.add(reading(0, noise, random)));
        var baseline = new VramBaseline(idle);
        if (!baseline.isQuiet()) {
            return Optional.empty();
        }
        var series = new LeakSeries(List.of(), 1, baseline.rangeBytes());
        Optional<LeakVerdict> verdict = Optional.empty();
        for (int batch = 0; verdict.isEmpty(); batch++) {
            series = series.and(reading(life[batch], noise, random));
            verdict = LeakRule.judge(series);
        }
        return verdict;
    }

    private static long reading(double granules, double noise, Random random) {
        return GRANULE * (1000 + Math.round(granules + noise * random.nextGaussian()));
    }
}
