package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Verdict.Kind;
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

    /** No process on this machine has this pid: pids end at 2^22. */
    private static final GpuProcesses STRANGER = new Known(List.of(new GpuProcess(99_999_999, OptionalLong.of(1024))));

    @Test
    void verdictStandsWithoutOthers() {
        VramVerdict verdict = verdict(VramCheck.LEAK, Kind.FAILED);

        assertThat(ForeignProcesses.overrule(verdict, NOBODY, NOBODY)).isSameAs(verdict);
    }

    @Test
    void whoCouldNotBeSeenIsSaid() {
        VramVerdict said = ForeignProcesses.overrule(verdict(VramCheck.LEAK, Kind.PASSED), UNKNOWN, UNKNOWN);

        assertThat(said.kind()).isEqualTo(Kind.PASSED);
        assertThat(said.because()).isEqualTo("it is so; other processes on the card could not be seen: no nvidia-smi");
    }

    @Test
    void whoCouldBeSeenBeforeAndNotAtTheEndMayBeAnybody() {
        VramVerdict overruled = ForeignProcesses.overrule(verdict(VramCheck.LEAK, Kind.PASSED), NOBODY, UNKNOWN);

        assertThat(overruled.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(overruled.because()).contains("not at the end (no nvidia-smi)");
    }

    @Test
    void strangerNeverLetsAVerdictPassAndIsNamed() {
        VramVerdict overruled = ForeignProcesses.overrule(verdict(VramCheck.LOADED, Kind.PASSED), STRANGER, NOBODY);

        assertThat(overruled.kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(overruled.text())
                .contains("other processes use the card", "process 99999999 on the card before: 1024 bytes");
    }

    @Test
    void leakWithAStrangerIsInconclusive() {
        assertThat(overruled(VramCheck.LEAK, Kind.FAILED, NOBODY, STRANGER)).isEqualTo(Kind.INCONCLUSIVE);
    }

    @Test
    void residualWithANewProcessStaysAFailureBecauseTheWorkerMayHaveLeftIt() {
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Kind.FAILED, NOBODY, STRANGER))
                .isEqualTo(Kind.FAILED);
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Kind.FAILED, STRANGER, STRANGER))
                .isEqualTo(Kind.INCONCLUSIVE);
        assertThat(overruled(VramCheck.BACK_AT_BASELINE, Kind.PASSED, NOBODY, STRANGER))
                .isEqualTo(Kind.INCONCLUSIVE);
    }

    private static Kind overruled(VramCheck check, Kind outcome, GpuProcesses before, GpuProcesses after) {
        return ForeignProcesses.overrule(verdict(check, outcome), before, after).kind();
    }

    private static VramVerdict verdict(VramCheck check, Kind outcome) {
        return new VramVerdict(check, outcome, "it is so", "otherwise", List.of());
    }
}
