package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose text no encoder takes, and one that fails on request. */
class BrokenTextTest {
    @TempDir
    private Path folder;

    @Test
    void halfASurrogatePairInAFindingDoesNotCostTheReport() throws IOException {
        Behaviour halves = new Behaviour()
                .encode(event -> event.isToken(2)
                        ? Planned.frame("event: token\ndata: {\"t\":\" \\ud801\",\"i\":"
                                + event.json().path("i") + "}\n\n")
                        : event.frame());

        CommandLineRun run = verify(halves, "--rules", "W-228,W-232,W-234", "--report-dir", folder.toString());

        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("failed W-232");
        assertThat(Files.readString(folder.resolve("report.json")))
                .contains("W-228")
                .contains("\"of\":\"interactions\"");
    }

    @Test
    void promptThatMakesTheWorkerFailBringsItsRulesIn() {
        CommandLineRun run = verify(
                new Behaviour(),
                "--no-pact",
                "--rules",
                "W-235,W-236,W-239",
                "--provoke",
                "VRAM_OOM=PROVOKE VRAM_OOM",
                "--provoke",
                "INFERENCE_TIMEOUT=PROVOKE INFERENCE_TIMEOUT");

        assertThat(run.exitCode()).as(run.out()).isZero();
        assertThat(run.out()).contains("GREEN: 3 passed, 0 failed of 3 rules");
    }

    @Test
    void codeThatCannotBeProvokedIsWrongUsage() {
        CommandLineRun run = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--provoke", "INTERNAL=x");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--provoke knows VRAM_OOM and INFERENCE_TIMEOUT, not \"INTERNAL\"");
    }

    private static CommandLineRun verify(Behaviour behaviour, String... more) {
        try (ReferenceWorker worker = ReferenceWorker.start(behaviour)) {
            List<String> arguments =
                    new ArrayList<>(List.of("verify", "--url", worker.url().toString()));
            arguments.addAll(List.of(more));
            return CommandLineRun.of(arguments.toArray(String[]::new));
        }
    }
}
