package dev.gpuworker.real.vram.leak;

import static dev.gpuworker.real.vram.leak.LeakPlan.GRANULE_BYTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.real.vram.leak.LeakFinding.Kind;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readings on a quiet card; what holds on a noisy one is in {@link LeakPromisesTest}. */
class LeakTrialTest {
    private static final LeakPlan PER_BATCH = new LeakPlan(1, GRANULE_BYTES / 4, 200, LeakPlan.Per.REQUEST);

    @Test
    void levelReadingsPassOnceTheLeastLeakWouldHaveShown() {
        LeakFinding finding = judge(PER_BATCH, batch -> 0);

        assertThat(finding.kind()).isEqualTo(Kind.LEVEL);
        assertThat(finding.readings()).hasSize(10);
        assertThat(finding.because()).isEqualTo("memory in use was level over the last 10 batches of 1 request");
        assertThat(finding.power())
                .isEqualTo(
                        "a leak of 524288 bytes per request would have been found in 99 of 100 runs with such readings,"
                                + " and a leak that isn't there in none of 400 runs made of their noise");
    }

    @Test
    void largerLeaksNeedFewerReadingsToExclude() {
        assertThat(judge(new LeakPlan(1, GRANULE_BYTES, 200, LeakPlan.Per.REQUEST), batch -> 0)
                        .readings())
                .hasSize(LeakTrial.WINDOW_MIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void everyLeakOfAGranuleInUpToFourBatchesIsFound(int batches) {
        for (int phase = 0; phase < batches; phase++) {
            int start = phase;
            LeakFinding finding = judge(PER_BATCH, batch -> (batch + start) / batches * GRANULE_BYTES);

            assertThat(finding.kind()).as("phase %d", phase).isEqualTo(Kind.LEAK);
            assertThat(finding.slopeBytes()).isBetween(0.8 * GRANULE_BYTES / batches, 1.2 * GRANULE_BYTES / batches);
        }
    }

    @Test
    void leakIsTheFirstKindOfGrowthThatDoesNotEnd() {
        LeakFinding finding = judge(PER_BATCH, batch -> batch * GRANULE_BYTES);

        assertThat(finding.readings()).hasSize(20);
        assertThat(finding.because())
                .isEqualTo("memory in use grows by about 2097152 bytes per request over 20 batches of 1 request");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 12, 14})
    void cacheThatIsFullWithinFourteenBatchesIsNoLeak(int full) {
        LeakFinding finding = judge(PER_BATCH, batch -> Math.min(batch, full) * 3L * GRANULE_BYTES);

        assertThat(finding.kind()).isEqualTo(Kind.LEVEL);
    }

    @Test
    void riseBeforeTheLevelIsSaid() {
        LeakFinding finding = judge(PER_BATCH, batch -> Math.min(batch, 10) * GRANULE_BYTES);

        assertThat(finding.because()).contains(", after a rise of 20971520 bytes in the first 11 batches");
    }

    @Test
    void oneOrTwoStepsAreNoLeakWhereverTheyAre() {
        for (int first = 1; first < 30; first++) {
            for (int second = first; second < 30; second++) {
                int one = first;
                int other = second;
                LeakFinding finding =
                        judge(PER_BATCH, batch -> ((batch >= one ? 8 : 0) + (batch >= other ? 1 : 0)) * GRANULE_BYTES);

                assertThat(finding.kind())
                        .as("steps at %d and %d", first, second)
                        .isEqualTo(Kind.LEVEL);
            }
        }
    }

    @Test
    void oneStepNeverMakesAWindowGrow() {
        for (int size = LeakTrial.WINDOW_MIN; size < 100; size++) {
            for (int step = 1; step < size; step++) {
                int at = step;
                var window = new LeakWindow(IntStream.range(0, size)
                        .mapToObj(batch -> batch >= at ? 4 * GRANULE_BYTES : 0L)
                        .toList());

                assertThat(window.strength(0)).isLessThan(1.8);
            }
        }
    }

    @Test
    void fallingMemoryIsNoLeak() {
        assertThat(judge(PER_BATCH, batch -> (1000 - batch) * GRANULE_BYTES).kind())
                .isEqualTo(Kind.LEVEL);
    }

    @Test
    void sawtoothOfACacheThatIsEmptiedIsNoLeak() {
        for (int teeth = 3; teeth < 12; teeth++) {
            int height = teeth;

            assertThat(judge(PER_BATCH, batch -> batch % height * GRANULE_BYTES).kind())
                    .as("every %d batches", teeth)
                    .isNotEqualTo(Kind.LEAK);
        }
    }

    @Test
    void swingsThatHideTheLeastLeakAllowNoVerdictAndSayWhichTheyShow() {
        LeakFinding finding = judge(PER_BATCH.withWindowMax(30), batch -> batch % 2 * 20L * GRANULE_BYTES);

        assertThat(finding.kind()).isEqualTo(Kind.UNSETTLED);
        assertThat(finding.leastLeakBytes()).isGreaterThan(GRANULE_BYTES);
        assertThat(finding.because())
                .isEqualTo("memory in use neither came to rest nor clearly grew in 30 batches of 1 request");
    }

    @Test
    void noiseAtRestCountsEvenIfTheReadingsHadNoneByChance() {
        var trial = new LeakTrial(PER_BATCH, 4 * GRANULE_BYTES);

        int readings = 0;
        Optional<LeakFinding> finding = Optional.empty();
        for (; finding.isEmpty(); readings++) {
            finding = trial.add(0);
        }

        assertThat(readings).isGreaterThan(30);
        assertThat(finding.get().kind()).isEqualTo(Kind.LEVEL);
    }

    @Test
    void trialThatMustEndEarlyStatesWhatItWouldHaveFound() {
        var trial = new LeakTrial(PER_BATCH, 0);
        IntStream.range(0, 5).forEach(batch -> trial.add(0));

        assertThat(trial.giveUp().kind()).isEqualTo(Kind.UNSETTLED);
        assertThat(trial.giveUp().leastLeakBytes()).isEqualTo(GRANULE_BYTES * 7 / 8);
        assertThat(new LeakTrial(PER_BATCH, 0).giveUp().power()).startsWith("too few readings to state");
    }

    @Test
    void plansComeFromTheLeakOrFromTheRequests() {
        assertThat(LeakPlan.forLeak(5 * 1024)).isEqualTo(new LeakPlan(92, 5120, 200, LeakPlan.Per.REQUEST));
        assertThat(LeakPlan.forLeak(1L << 30).requestsPerBatch()).isEqualTo(1);
        assertThat(LeakPlan.forRequests(20)).isEqualTo(new LeakPlan(2, 233_017, 200, LeakPlan.Per.REQUEST));
        assertThat(LeakPlan.forRequests(20).withLeastLeak(4096).leastLeakBytes())
                .isEqualTo(4096);
        assertThatThrownBy(() -> new LeakPlan(0, 1, 6, LeakPlan.Per.REQUEST))
                .hasMessage("requestsPerBatch and leastLeakBytes must be at least 1 and windowMax at least 6, but were"
                        + " 0, 1 and 6");
    }

    @Test
    void plannedRequestsSufficeOnAQuietCard() {
        assertThat(judge(LeakPlan.forLeak(5 * 1024), batch -> 0).readings()).hasSize(10);
        assertThat(judge(LeakPlan.forRequests(1000), batch -> 0).readings()).hasSize(10);
    }

    private static LeakFinding judge(LeakPlan plan, IntToLongFunction usedBytes) {
        var trial = new LeakTrial(plan, 0);
        for (int batch = 0; ; batch++) {
            Optional<LeakFinding> finding = trial.add(usedBytes.applyAsLong(batch));
            if (finding.isPresent()) {
                return finding.get();
            }
        }
    }
}
