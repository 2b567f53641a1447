package dev.gpuworker.real.vram;

import static dev.gpuworker.real.vram.SimulatedDevice.GRANULE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.LevelRule.OfEnding;
import dev.gpuworker.real.vram.leak.LeakFinding;
import dev.gpuworker.real.vram.leak.LeakPlan;
import dev.gpuworker.real.vram.leak.LeakTrial;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class LevelRuleTest {
    private static final VramBaseline QUIET = new VramBaseline(Collections.nCopies(10, 100 * GRANULE));

    @Test
    void levelAfterEveryEndingPassesAndStatesItsPower() {
        VramVerdict verdict = judge(ending("finished", 0, batch -> 0), ending("cancelled", 0, batch -> 0));

        assertThat(verdict.kind()).isEqualTo(Kind.PASSED);
        assertThat(verdict.because())
                .isEqualTo("memory in use was level; bytes per job that 99 of 100 runs would have found: \"finished\""
                        + " 2097152, \"cancelled\" 2097152");
    }

    @Test
    void oneGranuleAfterEachCancelledJobIsFoundAndNamed() {
        VramVerdict verdict =
                judge(ending("finished", 0, batch -> 0), ending("cancelled", 0, batch -> batch * GRANULE));

        assertThat(verdict.kind()).isEqualTo(Kind.FAILED);
        assertThat(verdict.because())
                .isEqualTo(
                        "memory in use rises with jobs and isn't given back: jobs \"cancelled\": memory in use grows by"
                                + " about 2097152 bytes per job over 20 batches of 1 job after the first");
        assertThat(verdict.text()).contains("slope of jobs \"cancelled\": 2097152 bytes/job");
    }

    @Test
    void stepAtTheFirstJobOfAnEndingIsAWarning() {
        VramVerdict verdict =
                judge(ending("finished", 0, batch -> 0), ending("cancelled", 4 * GRANULE, batch -> 4 * GRANULE));

        assertThat(verdict.kind()).isEqualTo(Kind.WARNED);
        assertThat(verdict.because())
                .startsWith("a one-off step of 8388608 bytes (8.0 MiB) at the first jobs \"cancelled\"");
    }

    @Test
    void tenStepsThatEndAreNoLeak() {
        VramVerdict verdict = judge(ending("finished", 0, batch -> Math.min(batch, 10) * GRANULE));

        assertThat(verdict.kind()).isEqualTo(Kind.WARNED);
        assertThat(verdict.because()).startsWith("a one-off step of 20971520 bytes (20.0 MiB)");
    }

    @Test
    void jobsWithoutClientAreNotBlamedForTheFinishedOnesBetweenThem() {
        OfEnding finished = ending("finished", 0, batch -> batch * GRANULE);

        assertThat(judge(finished, ending("client gone", 0, batch -> batch * GRANULE))
                        .because())
                .doesNotContain("client gone");
        assertThat(judge(finished, ending("client gone", 0, batch -> 2L * batch * GRANULE))
                        .because())
                .contains("jobs \"client gone\": memory in use grows by about 4194304 bytes per job");
    }

    @Test
    void jobsThatEndedOtherwiseCouldNotBeJudged() {
        VramVerdict verdict = LevelRule.judge(
                QUIET,
                List.of(ending("finished", 0, batch -> 0)),
                List.of("job \"cancelled-3\" was to be cancelled, but it ended with error CUDA_ERROR after 0 tokens"));

        assertThat(verdict.kind()).isEqualTo(Kind.COULD_NOT_RUN);
        assertThat(verdict.because()).contains("CUDA_ERROR");
    }

    @Test
    void jobsThatNeverSettleAreInconclusive() {
        VramVerdict verdict = judge(ending("failed with VRAM_OOM", 0, batch -> batch % 2 * 90L * GRANULE));

        assertThat(verdict.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(verdict.because())
                .startsWith(
                        "\"failed with VRAM_OOM\": memory in use neither came to rest nor clearly grew in 60 batches");
    }

    @Test
    void nothingIsJudgedOnANoisyCard() {
        var noisy = new VramBaseline(List.of(0L, 100 * GRANULE, 0L));

        assertThat(LevelRule.judge(noisy, List.of(), List.of()).kind()).isEqualTo(Kind.INCONCLUSIVE);
    }

    private static VramVerdict judge(OfEnding... endings) {
        return LevelRule.judge(QUIET, List.of(endings), List.of());
    }

    private static OfEnding ending(String name, long step, IntToLongFunction usedBytes) {
        var trial = new LeakTrial(LeakPlan.forJobs(1), 0);
        for (int batch = 0; ; batch++) {
            Optional<LeakFinding> finding = trial.add(usedBytes.applyAsLong(batch));
            if (finding.isPresent()) {
                return new OfEnding(name, 0, step, finding.get());
            }
        }
    }
}
