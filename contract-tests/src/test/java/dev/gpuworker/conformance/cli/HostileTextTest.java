package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.Planned;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose texts would take over the terminal or the page: nothing that is written obeys it. */
class HostileTextTest {
    private static final String HOSTILE =
            "\u001b]0;PWNED\u0007\u001b[31m\0\u009b1m\u202eturned\u2066\u2028\u2029\u0085\ufeff<script>alert(1)</script>";
    private static final String HEADER = "\u001b]0;PWNED\u0007\u009b31m";
    /** Longer than any line of a summary, whatever the worker sends. */
    private static final int LINE_CHARS_MAX = 4_500;

    @TempDir
    private Path folder;

    @Test
    void nothingThatIsWrittenMovesACursorOrTurnsALine() throws IOException {
        CommandLineRun summary;
        CommandLineRun json;
        try (ReferenceWorker worker = ReferenceWorker.start(hostile())) {
            String url = worker.url().toString();
            summary = CommandLineRun.of("verify", "--url", url, "--timeout", "1s", "--report-dir", folder + "");
            json = CommandLineRun.of(
                    "verify", "--url", url, "--timeout", "1s", "--rules", "W-3*", "--no-pact", "--json");
        }
        CommandLineRun judged = CommandLineRun.of("judge", folder.toString());

        assertThat(summary.exitCode()).as(summary.err()).isEqualTo(1);
        assertThat(summary.out()).contains("PWNED").contains("\\u001b");
        for (CommandLineRun run : List.of(summary, json, judged)) {
            assertPrintable("out", run.out());
            assertPrintable("err", run.err());
        }
        assertThat(summary.out().lines().mapToInt(String::length).max().orElse(0))
                .isLessThan(LINE_CHARS_MAX);
        assertThat(judged.out()).contains("PWNED");
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).extracting(file -> file.getFileName().toString()).contains("report.html", "junit.xml");
        for (Path file : files) {
            assertPrintable(file.toString(), Files.readString(file));
        }
        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'")
                .doesNotContain("<script>");
    }

    private static Behaviour hostile() {
        return new Behaviour()
                .reply((request, reply) -> {
                    if (request.path().equals("/health")) {
                        return reply.withBody(WireJson.text(WireJson.object()
                                .put("status", HOSTILE)
                                .put("model", HOSTILE)
                                .put(HOSTILE, HOSTILE)));
                    }
                    return reply.headers().getOrDefault("Content-Type", "").startsWith("text/event-stream")
                            ? reply
                            : reply.with("Content-Type", "text/html; " + HEADER).withBody(HOSTILE.repeat(50));
                })
                .encode(event -> event.is("end")
                        ? Planned.frame("event: " + HOSTILE.replace("\u0085", "") + "\ndata: {\"x\":\""
                                + "y".repeat(300_000) + HOSTILE + "\"\n\n")
                        : event.frame());
    }

    private static void assertPrintable(String where, String text) {
        assertThat(text.codePoints()
                        .filter(c -> c != '\n' && !PrintableText.isPrintable(c))
                        .mapToObj(c -> String.format("U+%04X", c))
                        .distinct())
                .as(where)
                .isEmpty();
    }
}
