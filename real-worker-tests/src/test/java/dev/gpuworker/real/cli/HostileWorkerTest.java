package dev.gpuworker.real.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.process.TestWorkers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker answers with escape sequences, markup and one endless line; none of it reaches a reader raw. */
class HostileWorkerTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"record", "verify --no-cuda --rules W-101 --timeout 1s"})
    void nothingThatItSendsReachesAReaderRaw(String command) throws Exception {
        List<String> words = new ArrayList<>(List.of(command.split(" ")));
        words.addAll(List.of("--worker", TestWorkers.misbehavingBinary().path().toString(), "--model", "mock:tiny"));
        words.addAll(
                List.of("--worker-env", "MISBEHAVE=hostile", "--worker-env", "LEDGER=" + folder.resolve("ledger")));
        // It never ends by itself, so each start that has to fail takes this long.
        words.addAll(List.of("--ready-within", "3s"));
        words.addAll(List.of("--report-dir", folder.resolve("out").toString()));

        var run = CommandLineRun.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
        assertHarmless("standard output", run.out());
        assertHarmless("standard error", run.err());
        try (Stream<Path> files = Files.walk(folder.resolve("out"))) {
            for (Path file : files.filter(HostileWorkerTest::isOurs).toList()) {
                String text = Files.readString(file);
                if (file.toString().matches(".*\\.(md|html)")) {
                    assertThat(text).as(file.toString()).doesNotContain("<script>alert(1)");
                }
                assertThat(text.chars().filter(c -> c != '\n' && c != '\t' && !PrintableText.isPrintable(c)))
                        .as(file.toString())
                        .isEmpty();
            }
        }
    }

    /** Returns whether we wrote it; logs and bodies of the worker are kept byte for byte. */
    private static boolean isOurs(Path file) {
        return Files.isRegularFile(file) && !file.toString().matches(".*\\.(log|body)");
    }

    private static void assertHarmless(String what, String text) {
        assertThat(text.chars().filter(c -> c != '\n' && !PrintableText.isPrintable(c)))
                .as(what + ": " + PrintableText.of(text))
                .isEmpty();
        assertThat(text.lines())
                .as(what)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(8 * PrintableWriter.LINE_CHARS_MAX));
    }
}
