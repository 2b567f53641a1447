package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.linux.ProcStat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessGuardTest {
    @TempDir
    private Path folder;

    @Test
    void aGuardThatWasKilledIsReplacedAtTheNextStart() {
        ProcessGuard guard = ProcessGuard.ofThisJvm();
        guard.ensureAlive();
        ProcessHandle first = ProcessHandle.of(guard.pid()).orElseThrow();

        first.destroyForcibly();
        await().until(() -> !first.isAlive());
        ReadyWorker.start(TestWorkers.misbehaving(Ledger.in(folder), "").build(), folder)
                .close();

        assertThat(guard.pid()).isNotEqualTo(first.pid());
        assertThat(ProcessHandle.of(guard.pid()))
                .hasValueSatisfying(now -> assertThat(now.isAlive()).isTrue());
    }

    @Test
    void theGuardHasASessionOfItsOwnSoThatASignalToOurGroupDoesNotReachIt() {
        ProcessGuard guard = ProcessGuard.ofThisJvm();
        guard.ensureAlive();

        await().until(() -> ProcStat.read(Path.of("/proc", Long.toString(guard.pid())))
                .filter(process -> process.session() == guard.pid())
                .isPresent());
    }

    @Test
    void everyWorkerHasAMarkOfItsOwn() {
        ProcessGuard guard = new ProcessGuard();

        assertThat(guard.newMark()).startsWith("WORKER_GUARD_ID=").isNotEqualTo(guard.newMark());
    }
}
