package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.testing.CannedServer;
import dev.gpuworker.wire.WireJson;
import java.net.URI;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void whatFailedComesBeforeWhatCouldNotRunInItsConsequence() {
        Behaviour nameless =
                new Behaviour().encode(event -> Planned.frame("data: " + WireJson.text(event.json()) + "\n\n"));

        CommandLineRun run;
        try (ReferenceWorker worker = ReferenceWorker.start(nameless)) {
            run = verify(worker.url(), "W-102,W-138,W-201,W-213");
        }

        assertThat(run.out().lines().filter(line -> line.matches("(failed|could-not-run) .*")))
                .map(line -> line.replaceFirst("^(\\S+ \\S+).*", "$1"))
                .containsExactly("failed W-201", "could-not-run W-138", "could-not-run W-213");
    }

    @Test
    void whatIsNoHttpIsQuoted() {
        CommandLineRun run;
        try (CannedServer server = CannedServer.answering(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked"
                        + "\r\n\r\n8\r\nevent: e\r\nevent: error\r\n")) {
            run = verify(server.url(), "W-208");
        }

        assertThat(run.out())
                .contains("the response ended NOT_HTTP (chunk framing broken: not a chunk size: \"event: error\")");
    }

    private static CommandLineRun verify(URI url, String rules) {
        return CommandLineRun.of("verify", "--url", url.toString(), "--no-pact", "--rules", rules, "--timeout", "2s");
    }
}
