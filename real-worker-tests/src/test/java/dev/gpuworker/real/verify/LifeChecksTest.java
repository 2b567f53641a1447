package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.report.ReportSection;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeChecksTest {
    @TempDir
    private Path folder;

    @Test
    void aJobThatIsServedPassesEndToEnd() {
        ReportSection.Row row = endToEnd("");

        assertThat(row.verdict()).as(row.actual()).isEqualTo("passed");
        assertThat(row.requirements()).containsExactly("M0-W-1820");
        assertThat(row.actual()).isEqualTo("2 tokens, then its terminal event");
    }

    @Test
    void aStreamThatIsCutFailsEndToEnd() {
        ReportSection.Row row = endToEnd("cut-stream");

        assertThat(row.verdict()).isEqualTo("failed");
        assertThat(row.red()).isTrue();
        assertThat(row.log()).contains("startup");
    }

    private ReportSection.Row endToEnd(String misbehaviour) {
        Ledger ledger = Ledger.in(folder);
        Checks checks = new Checks();
        new LifeChecks(TestWorkers.misbehaving(ledger, misbehaviour).build(), folder, checks).run(false);
        assertThat(ledger.alive()).isEmpty();
        return checks.rows().stream()
                .filter(row -> row.id().equals("P-207"))
                .findFirst()
                .orElseThrow();
    }
}
