package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.process.linux.HostMemory;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadedRuleTest {
    private static final long MIB = 1L << 20;
    private static final long CONTEXT = 512 * MIB;
    private static final VramBaseline QUIET = new VramBaseline(Collections.nCopies(10, 512 * MIB));
    private static final HostMemory SMALL_PROCESS = new HostMemory(10 * MIB, 2 * MIB);

    @ParameterizedTest
    @ValueSource(longs = {33, 48, 100, 1024, 40_000})
    void wholeModelIsLoadedAndHalfOfItIsNot(long weightsMib) {
        long weights = weightsMib * MIB;

        assertThat(judge(CONTEXT + weights, weights).kind()).isEqualTo(Kind.PASSED);
        assertThat(judge(CONTEXT + weights / 2, weights).kind()).isEqualTo(Kind.FAILED);
        assertThat(judge(CONTEXT, weights).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void missingPartIsNamed() {
        assertThat(judge(CONTEXT + 51 * MIB, 103 * MIB).because())
                .isEqualTo(
                        "memory in use rose by only 590348288 bytes (563.0 MiB), 54525952 bytes (52.0 MiB) less than a"
                                + " CUDA context and the model take: at least 37748736 bytes (36.0 MiB) of the weights are not in"
                                + " device memory");
    }

    @Test
    void modelThatIsSmallerThanTheUncertaintyIsTooSmallToTell() {
        VramVerdict verdict = judge(CONTEXT + 32 * MIB, 32 * MIB);

        assertThat(verdict.kind()).isEqualTo(Kind.NOT_APPLICABLE);
        assertThat(verdict.because()).startsWith("too small to tell: the model's weights of 33554432 bytes (32.0 MiB)");
        assertThat(verdict.verdict().kind()).isEqualTo(Kind.NOT_APPLICABLE);
    }

    @Test
    void workerWithoutAContextIsRedHoweverSmallItsModel() {
        assertThat(judge(0, MIB).because()).isEqualTo("the worker is ready but uses no memory of this device");
        assertThat(judge(CONTEXT / 2, MIB).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void cardsNoiseAddsToTheUncertainty() {
        var noisy = new VramBaseline(List.of(512 * MIB, 512 * MIB, 528 * MIB));
        var ready = new ReadyMemory(noisy, 512 * MIB + CONTEXT + 20 * MIB, CONTEXT, Optional.empty());

        assertThat(LoadedRule.judge(ready, ModelMemory.of(50 * MIB)).kind()).isEqualTo(Kind.NOT_APPLICABLE);
        assertThat(LoadedRule.judge(ready, ModelMemory.of(70 * MIB)).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void knownKvCacheIsExpectedToo() {
        ModelMemory model = ModelMemory.of(100 * MIB).withKvCache(200 * MIB);
        var ready = new ReadyMemory(QUIET, 512 * MIB + CONTEXT + 250 * MIB, CONTEXT, Optional.empty());

        assertThat(LoadedRule.judge(ready, model).kind()).isEqualTo(Kind.FAILED);
        assertThat(LoadedRule.judge(ready, model).expected())
                .isEqualTo("memory in use rises by at least 834666496 bytes (796.0 MiB): a CUDA context and the model's"
                        + " weights and KV cache, less an error of 16777216 bytes (16.0 MiB)");
    }

    @Test
    void unexplainedMemoryMayHideWeightsSoHostMemoryDecides() {
        long weights = 100 * MIB;
        long rise = CONTEXT + weights + 60 * MIB;

        assertThat(judge(rise, weights, Optional.of(SMALL_PROCESS)).kind()).isEqualTo(Kind.PASSED);
        assertThat(judge(rise, weights, Optional.of(SMALL_PROCESS)).because())
                .endsWith(
                        "but the worker's processes hold only 12582912 bytes (12.0 MiB) of host memory, too little for"
                                + " half of the weights");
        assertThat(judge(rise, weights, Optional.of(new HostMemory(50 * MIB, 0)))
                        .kind())
                .isEqualTo(Kind.FAILED);
        assertThat(judge(rise, weights, Optional.of(new HostMemory(10 * MIB, 40 * MIB)))
                        .because())
                .endsWith("the worker's processes hold 52428800 bytes (50.0 MiB) of host memory, enough for half of the"
                        + " weights or more");
        assertThat(judge(rise, weights, Optional.empty()).kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void largeHostProcessIsFineIfTheDeviceHoldsExactlyTheModel() {
        var large = Optional.of(new HostMemory(4096 * MIB, 0));

        assertThat(judge(CONTEXT + 100 * MIB, 100 * MIB, large).kind()).isEqualTo(Kind.PASSED);
    }

    @Test
    void compositionOfTheRiseIsEvidence() {
        assertThat(judge(CONTEXT + 130 * MIB, 100 * MIB, Optional.of(SMALL_PROCESS))
                        .text())
                .startsWith("passed V-101 ")
                .contains(
                        "rise: 673185792 bytes (642.0 MiB)",
                        "a CUDA context: 536870912 bytes (512.0 MiB)",
                        "weights: 104857600 bytes (100.0 MiB)",
                        "known of the KV cache: 0 bytes",
                        "unexplained: 31457280 bytes (30.0 MiB)",
                        "error of the expected rise: 16777216 bytes (16.0 MiB)",
                        "host memory, private: 10485760 bytes (10.0 MiB)",
                        "host memory, of files: 2097152 bytes (2.0 MiB)");
    }

    @Test
    void unknownSizeCouldNotRun() {
        var ready = new ReadyMemory(QUIET, 9000 * MIB, CONTEXT, Optional.empty());

        VramVerdict verdict = LoadedRule.judge(ready, ModelMemory.unknown("part 2 of 3 is missing: m-00002"));

        assertThat(verdict.kind()).isEqualTo(Kind.COULD_NOT_RUN);
        assertThat(verdict.because()).endsWith("loaded: part 2 of 3 is missing: m-00002");
        assertThat(verdict.verdict().isRed()).isTrue();
    }

    @Test
    void nothingIsJudgedOnANoisyCard() {
        var noisy = new VramBaseline(List.of(0L, 100 * MIB, 0L));
        var ready = new ReadyMemory(noisy, 2048 * MIB, CONTEXT, Optional.empty());

        assertThat(LoadedRule.judge(ready, ModelMemory.of(MIB)).kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    private static VramVerdict judge(long rise, long weights) {
        return judge(rise, weights, Optional.of(SMALL_PROCESS));
    }

    private static VramVerdict judge(long rise, long weights, Optional<HostMemory> host) {
        return LoadedRule.judge(
                new ReadyMemory(QUIET, QUIET.usedBytes() + rise, CONTEXT, host), ModelMemory.of(weights));
    }
}
