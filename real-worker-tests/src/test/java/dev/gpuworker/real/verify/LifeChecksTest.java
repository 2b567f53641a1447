package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Checked;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeChecksTest {
    @TempDir
    private Path folder;

    @Test
    void aJobThatIsServedPassesEndToEnd() {
        Checked row = endToEnd("");

        assertThat(row.verdict().kind()).as(row.verdict().actual()).isEqualTo(Kind.PASSED);
        assertThat(row.check().requirements()).containsExactly("M0-W-1820");
        assertThat(row.verdict().actual()).isEqualTo("2 tokens, then its terminal event");
    }

    @Test
    void aStreamThatIsCutFailsEndToEnd() {
        Checked row = endToEnd("cut-stream");

        assertThat(row.verdict().kind()).isEqualTo(Kind.FAILED);
        assertThat(row.log()).contains("startup");
    }

    @Test
    void aHealthThatBreaksTheContractCostsNoOtherCheckItsVerdict() {
        List<String> judged =
                all("short-health").stream().map(row -> row.check().id()).toList();

        assertThat(judged)
                .containsExactlyInAnyOrder("P-201", "P-202", "P-203", "P-204", "P-205", "P-206", "P-207", "P-210");
    }

    private Checked endToEnd(String misbehaviour) {
        return all(misbehaviour).stream()
                .filter(row -> row.check().id().equals("P-207"))
                .findFirst()
                .orElseThrow();
    }

    private List<Checked> all(String misbehaviour) {
        Ledger ledger = Ledger.in(folder);
        Checks checks = new Checks();
        CurrentWorker current = new CurrentWorker();
        new LifeChecks(
                        TestWorkers.misbehaving(ledger, misbehaviour).build(),
                        folder,
                        current,
                        GoingOn.of(current, JobPrompts.STANDARD),
                        checks)
                .run(false);
        assertThat(ledger.alive()).isEmpty();
        return checks.all();
    }
}
