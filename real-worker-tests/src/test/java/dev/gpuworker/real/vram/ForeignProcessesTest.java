package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.vram.VramVerdict.Outcome;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.GpuProcesses.GpuProcess;
import dev.gpuworker.real.vram.device.GpuProcesses.Known;
import dev.gpuworker.real.vram.device.GpuProcesses.Unknown;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ForeignProcessesTest {
    private static final GpuProcesses NOBODY = new Known(List.of());
    private static final GpuProcesses UNKNOWN = new Unknown("no nvidia-smi");

    /** No process of this machine has the number: pids end at 2^22. */
    private static final GpuProcesses STRANGER = new Known(List.of(new GpuProcess(99_999_999, OptionalLong.of(1024))));

    @Test
    void verdictStandsWithoutOthers() {
        VramVerdict verdict = verdict(VramCheck.LEAK, Outcome.FAILED);

        assertThat(ForeignProcesses.overrule(verdict, NOBODY, NOBODY)).isSameAs(verdict);
    }

    @Test
    void whoCouldNotBeSeenIsSaid() {
        VramVerdict said = ForeignProcesses.overrule(verdict(VramCheck.LEAK, Outcome.PASSED), UNKNOWN, UNKNOWN);

        assertThat(said.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(said.because()).isEqualTo("it is so; other processes on the card could not be seen: no nvidia-smi");
    }

    @Test
    void whoCouldBeSeenBeforeAndNotAtTheEndMayBeAnybody() {
        VramVerdict overruled = ForeignProcesses.overrule(verdict(VramCheck.LEAK, Outcome.PASSED), NOBODY, UNKNOWN);

        assertThat(overruled.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(overruled.because()).contains("not at the end (no nvidia-smi)");
    }

    @Test
    void strangerNeverLetsAVerdictPassAndIsNamed() {
        VramVerdict overruled = ForeignProcesses.overrule(verdict(VramCheck.LOADED, Outcome.PASSED), STRANGER, NOBODY);

        assertThat(overruled.outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(overruled.text())
                .contains("other processes use the card", "process 99999999 on the card before: 1024 bytes");
    }

    @Test
    void leakWithAStrangerIsInconclusive() {
        assertThat(overruled(VramCheck.LEAK, Outcome.FAILED, NOBODY, STRANGER)).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void residualWithANewProcessStaysAFailureBecauseTheWorkerMayHaveLeftIt() {
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Outcome.FAILED, NOBODY, STRANGER))
                .isEqualTo(Outcome.FAILED);
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Outcome.FAILED, STRANGER, STRANGER))
                .isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Outcome.PASSED, NOBODY, STRANGER))
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    private static Outcome overruled(VramCheck check, Outcome outcome, GpuProcesses before, GpuProcesses after) {
        return ForeignProcesses.overrule(verdict(check, outcome), before, after).outcome();
    }

    private static VramVerdict verdict(VramCheck check, Outcome outcome) {
        return new VramVerdict(check, outcome, "it is so", "otherwise", List.of());
    }
}
