package dev.gpuworker.mock.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.demand.Demands;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code check}, {@code explain} and {@code scenarios} as a user types them. */
class ScenarioCommandsTest {
    private static final String GOOD = """
            version: 1
            scenarios:
              - name: short
                stream: [started, {tokens: {count: 3, every: 5ms}}, end]
            """;

    private static final String BAD = """
            version: 1
            scenarios:
              - name: wrong
                stream: [started, {tokens: {count: 3, evry: 5ms}}, {wait: 5}, end]
            """;

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void checkTellsAGoodFileOnStandardOutput() throws IOException {
        String good = file("good.yaml", GOOD);

        assertThat(ProgramRun.of("check", good)).isEqualTo(new ProgramRun(0, good + ": 1 scenario, no errors\n", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain", "--strict --scenario"})
    void aNameThatBeginsWithAnAtSignIsNoListOfArguments(String command) throws IOException {
        String list = "@" + file("team", "--version");

        var run = ProgramRun.of((command + " " + list).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(list, "no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check GOOD",
                "explain haiku",
                "scenarios",
                "torture --json",
                "models",
                "--help",
                "--version",
                "check --help"
            })
    void outputThatIsLostIsNoSuccess(String commandLine) throws IOException {
        String[] words = commandLine.replace("GOOD", file("good.yaml", GOOD)).split(" ");
        var err = new ByteArrayOutputStream();
        int exitCode;
        try (var full = new FileOutputStream("/dev/full");
                var errors = new PrintStream(err, true, UTF_8)) {
            exitCode = new MockProgram(Map.of(), full, errors, new StopRequest(code -> {})).run(words);
        }

        assertThat(exitCode).isEqualTo(3);
        assertThat(err.toString(UTF_8)).isEqualTo("mock-worker: the output is incomplete: No space left on device\n");
    }

    @Test
    void namesOfFilesAndTheirTextReachTheTerminalEscaped() throws IOException {
        String bad = file("b\u001b[31m\u202e.yaml", "version: 1\nscenarios:\n  - name: \u202e\u2066x\n    strem: []\n");

        ProgramRun run = ProgramRun.of("check", bad);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("b\\u001b[31m\\u202e.yaml:")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .doesNotContain("\u2066");
    }

    @Test
    void aByteOrderMarkIsReadOverAndUtf16IsNamed() throws IOException {
        String marked = file("marked.yaml", "\ufeff" + GOOD);
        Path wide = Files.write(folder.resolve("wide.yaml"), GOOD.getBytes(UTF_16LE));

        assertThat(ProgramRun.of("check", marked).exitCode()).isZero();
        assertThat(ProgramRun.of("check", wide.toString()).err()).contains(":1:1 is UTF-16", "save it as UTF-8");
    }

    @Test
    void checkTellsEveryErrorOfEveryFileAtOnceOnStandardError() throws IOException {
        String bad = file("bad.yaml", BAD);
        String good = file("good.yaml", GOOD);
        String missing = folder.resolve("missing.yaml").toString();

        ProgramRun run = ProgramRun.of("check", bad, good, missing, folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEqualTo(good + ": 1 scenario, no errors\n");
        assertThat(run.err())
                .contains(bad + ":4:43 unknown key \"evry\" in tokens", "^^^^ did you mean \"every\"?")
                .contains(bad + ":4:63 \"5\" is not a duration")
                .contains(missing + ":1:1 no such file", folder + ":1:1 is a folder")
                .endsWith("4 errors.\n");
    }

    @Test
    void checkTakesReadyMadeNames() {
        assertThat(ProgramRun.of("check", "haiku", "half-close"))
                .isEqualTo(new ProgramRun(0, "haiku: 1 scenario, no errors\nhalf-close: 1 scenario, no errors\n", ""));
        assertThat(ProgramRun.of("check", "hiaku"))
                .returns(2, ProgramRun::exitCode)
                .returns("", ProgramRun::out)
                .satisfies(run -> assertThat(run.err())
                        .startsWith("hiaku:1:1 ")
                        .contains("haiku")
                        .endsWith("1 error.\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain"})
    void aFileThatCannotBeReadIsToldInOneLineWithoutAStackTrace(String command) throws IOException {
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', '\n', (byte) 0xFF, 0, 1});
        Path huge = Files.write(folder.resolve("huge.yaml"), new byte[1024 * 1024 + 1]);

        assertToldAsOneError(ProgramRun.of(command, binary.toString()), "binary.yaml:2:1 byte 0xff at offset 2");
        assertToldAsOneError(ProgramRun.of(command, huge.toString()), "huge.yaml:1:1 is larger than 1024 KiB");
        assertToldAsOneError(ProgramRun.of(command, file("empty.yaml", "")), "empty.yaml:1:1 ");
        assertToldAsOneError(ProgramRun.of(command, "no\0path"), ":1:1 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "explain"})
    void aFileWithoutReadPermissionIsTold(String command) throws IOException {
        Path secret = Path.of(file("secret.yaml", GOOD));
        assertThat(secret.toFile().setReadable(false)).isTrue();
        // Even root cannot read the first page of its own memory.
        Path unreadable = Files.isReadable(secret) ? Path.of("/proc/self/mem") : secret;

        assertToldAsOneError(ProgramRun.of(command, unreadable.toString()), unreadable + ":1:1 cannot be read");
    }

    @Test
    void explainTellsTheTimeLineOnStandardOutput() throws IOException {
        ProgramRun run = ProgramRun.of("explain", file("good.yaml", GOOD));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("short\n  answers   every job\n  violates  nothing\n")
                .containsPattern("15\\.0 ms +token 2 ")
                .containsPattern("15\\.0 ms +ending +the response ends after");
    }

    @Test
    void explainTellsAllErrorsAndNoTimeLine() throws IOException {
        ProgramRun run = ProgramRun.of("explain", file("bad.yaml", BAD));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("\"evry\"", "\"5\" is not a duration").endsWith("2 errors.\n");
    }

    @Test
    void explainTellsOfEveryFile() throws IOException {
        ProgramRun run = ProgramRun.of(
                "explain",
                file("bad.yaml", BAD),
                file("good.yaml", GOOD),
                file("other.yaml", GOOD.replace("short", "other")));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).startsWith("short\n").contains("\n\nother\n");
        assertThat(run.err()).endsWith("2 errors.\n");
        assertThat(ProgramRun.of("explain").exitCode()).isEqualTo(2);
    }

    @Test
    void scenariosListsEverySetWithItsScenarios() {
        ProgramRun run = ProgramRun.of("scenarios");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.split(":", 2)[0])).containsExactlyElementsOf(Scenarios.sets());
        assertThat(run.out()).contains(Scenarios.names());
    }

    @Test
    void tortureListsWhatItDemandsOfAClient() {
        ProgramRun list = ProgramRun.of("torture", "--list");
        ProgramRun json = ProgramRun.of("torture", "--list", "--json");

        assertThat(list.exitCode()).isZero();
        assertThat(list.out()).contains("""
                eof-without-terminal
                  Broken: a clean end of the response without end or error.
                  a client must report: ended without a terminal event or malformed (D-11)
                """);
        assertThat(json).isEqualTo(new ProgramRun(0, Demands.torture().json(), ""));
    }

    private static void assertToldAsOneError(ProgramRun run, String told) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(told).endsWith("1 error.\n").doesNotContain("Exception", "\tat ", "\0");
    }
}
