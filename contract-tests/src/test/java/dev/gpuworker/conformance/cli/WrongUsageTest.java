package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrongUsageTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:8080",
                "ftp://127.0.0.1:8080",
                "http://",
                "http://a b",
                "http://127.0.0.1:8080/execute",
                "http://127.0.0.1:8080?job=1",
                "http://127.0.0.1:8080#top",
                "http://user:secret@127.0.0.1:8080",
                "http://127.0.0.1:0",
                "http://127.0.0.1:65536",
                "http://user@my_worker:80",
                "http://[::1",
                "http://a_b:x"
            })
    void whatIsNoUrlOfAWorkerIsWrongUsage(String url) {
        CommandLineRun run = CommandLineRun.of("verify", "--url", url);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("http://host:port")
                .doesNotContain("\tat ")
                .doesNotContain("secret");
    }

    @Test
    void aWorkerThatRefusesConnectionsIsToldWithoutVerdict() throws IOException {
        CommandLineRun run = CommandLineRun.of("verify", "--url", "http://127.0.0.1:" + freePort());

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("refused the connection").contains("is the worker running?");
    }

    @Test
    void anUnknownHostIsToldWithoutVerdict() {
        CommandLineRun run = CommandLineRun.of("pact", "--url", "http://no-such-host.invalid:8080");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("host no-such-host.invalid is unknown");
    }

    @Test
    void aGlobWithoutRulesIsWrongUsage() {
        CommandLineRun run = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--rules", "X-*");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("no rule matches --rules X-*");
    }

    @Test
    void aDurationWithoutUnitIsWrongUsage() {
        CommandLineRun run = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--timeout", "10");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("\"10\" is not a duration; write a unit").doesNotContain("Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "verify, --timeout, 2h, 1ms to 1h",
        "verify, --timeout, 0ms, 1ms to 1h",
        "pact, --timeout, 61m, 1ms to 1h",
        "verify, --total-timeout, 169h, 1s to 168h",
        "list, --total-timeout, 1ms, 1s to 168h"
    })
    void aDurationOutOfItsRangeIsWrongUsage(String command, String option, String value, String range) {
        List<String> words = new ArrayList<>(List.of(command, option, value));
        if (!command.equals("list")) {
            words.addAll(List.of("--url", "http://127.0.0.1:1"));
        }

        CommandLineRun run = CommandLineRun.of(words.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(option + " must be from " + range + ", but was ");
    }

    @Test
    void promptsThatCannotBeUsedAreNamedWithoutTheirText() throws IOException {
        Path latin = Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xE9});

        var none = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--prompt-file", folder + "/none.txt");
        var bytes = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--prompt-file", latin.toString());
        var empty = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--prompt", "");

        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("--prompt-file", "none.txt", "no such file");
        assertThat(bytes.exitCode()).isEqualTo(2);
        assertThat(bytes.err()).contains("latin.txt", "UTF-8");
        assertThat(empty.exitCode()).isEqualTo(2);
        assertThat(empty.err()).contains("a prompt must have 1 to 32768 code points, but has 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"judge", "judge . --known-deviations", "explain"})
    void aNameThatBeginsWithAnAtSignIsNoListOfArguments(String command) throws IOException {
        String list = "@" + Files.writeString(folder.resolve("team"), "--version");

        CommandLineRun run = CommandLineRun.of((command + " " + list).split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"250ms", "10s", "1.5s", "2m", "2min", "1h"})
    void theToolsReadTheSameUnits(String timeout) {
        CommandLineRun run = CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--timeout", timeout);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.err()).contains("refused the connection");
    }

    @Test
    void anUnknownRuleAmongTheKnownDeviationsIsWrongUsage() throws IOException {
        Path file = Files.writeString(folder.resolve("known.txt"), "# why\nW-999 worker-x 2099-01-01 because\n");

        CommandLineRun run =
                CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--known-deviations", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("known.txt:2").contains("W-999");
    }

    @Test
    void aFileOfKnownDeviationsThatCannotBeReadIsWrongUsage() throws IOException {
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

        CommandLineRun missing = CommandLineRun.of(
                "verify", "--url", "http://127.0.0.1:1", "--known-deviations", folder.resolve("none") + "");
        CommandLineRun unreadable =
                CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--known-deviations", binary.toString());

        assertThat(List.of(missing.exitCode(), unreadable.exitCode())).containsOnly(2);
        assertThat(missing.err())
                .contains("the file of known deviations can't be read")
                .contains("no such file")
                .doesNotContain("Exception");
        assertThat(unreadable.err()).contains("is UTF-16; save it as UTF-8").doesNotContain("Exception");
    }

    @Test
    void aReportFolderThatIsAFileIsWrongUsageBeforeAnyTraffic() throws IOException {
        Path file = Files.writeString(folder.resolve("report"), "mine");

        CommandLineRun run =
                CommandLineRun.of("verify", "--url", "http://127.0.0.1:1", "--report-dir", file.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("cannot write into the report folder " + file);
        assertThat(file).hasContent("mine");
    }

    @Test
    void anUnknownFlagIsWrongUsageWithASuggestion() {
        CommandLineRun run = CommandLineRun.of("verify", "--ulr", "http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--url").doesNotContain("\tat ");
    }

    @Test
    void aFolderWithoutRecordedRunCannotBeJudged() {
        CommandLineRun run = CommandLineRun.of("judge", folder.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("run.json").contains("no such file");
    }

    @Test
    void aRuleThatThereIsNotCannotBeExplained() {
        CommandLineRun run = CommandLineRun.of("explain", "W-999");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no rule \"W-999\"");
    }

    @Test
    void theListCountsItsRules() {
        CommandLineRun run = CommandLineRun.of("list");

        long rules = run.out().lines().filter(line -> line.startsWith("W-")).count();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).endsWith(rules + " rules" + System.lineSeparator());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
