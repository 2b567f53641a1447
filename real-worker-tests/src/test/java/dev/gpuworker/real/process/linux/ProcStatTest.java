package dev.gpuworker.real.process.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    @Test
    void aNameMayHoldParenthesesAndBlanks() {
        ProcStat stat = ProcStat.parse("42 (a ) Z (b) S 7 42 40 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 12345 0 0\n")
                .orElseThrow();

        assertThat(stat).isEqualTo(new ProcStat(42, "a ) Z (b", 'S', 7, 42, 40, 12345));
        assertThat(stat.isDead()).isFalse();
    }

    @Test
    void aLineThatIsNotOneIsNoProcess() {
        assertThat(ProcStat.parse("")).isEmpty();
        assertThat(ProcStat.parse("42 (cut) S 1 2")).isEmpty();
    }

    @Test
    void thisProcessIsFoundAndLives() {
        ProcStat self = ProcStat.read(Path.of("/proc/self")).orElseThrow();

        assertThat(self.pid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(self.isDead()).isFalse();
    }
}
