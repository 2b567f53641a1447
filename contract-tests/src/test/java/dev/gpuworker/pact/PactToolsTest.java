package dev.gpuworker.pact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.testing.ToolRun;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Pact tools of other languages verify the mock through the bridge, with the scripts of {@code docs/examples}. */
class PactToolsTest {
    private static final Path EXAMPLES = Path.of("..", "docs", "examples", "pact");
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int INTERACTIONS = 46;
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

    @TempDir
    private Path folder;

    /** A Pact tool, and how its scripts are run. */
    enum Tool {
        PACT_JS {
            @Override
            ToolRun run(String script, Object... arguments) throws IOException, InterruptedException {
                return ToolRun.node("@pact-foundation/pact", LIMIT, with(script + ".js", arguments));
            }
        },
        PACT_PYTHON {
            @Override
            ToolRun run(String script, Object... arguments) throws IOException, InterruptedException {
                return ToolRun.python("pact-python", LIMIT, with(script + ".py", arguments));
            }
        };

        abstract ToolRun run(String script, Object... arguments) throws IOException, InterruptedException;

        private static Object[] with(String script, Object... arguments) {
            List<Object> all = new ArrayList<>(List.of(EXAMPLES.resolve(script)));
            all.addAll(List.of(arguments));
            return all.toArray();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMockKeepsTheWholePact(Tool tool) throws Exception {
        Verified verified = verify(tool, MockWorker.builder(), PactFile.COMMITTED);

        assertThat(verified.run().exitCode()).as(verified.output()).isZero();
        assertThat(verified.output()).contains("46 of 46 interactions passed, 0 pending");
        assertThat(verified.bridge())
                .filteredOn(line -> line.startsWith("state: entered"))
                .hasSize(INTERACTIONS);
        assertThat(verified.bridge()).noneMatch(line -> line.contains("FAILED"));
    }

    @ParameterizedTest
    @EnumSource
    void aMockThatBreaksOneInteractionFailsInThatOne(Tool tool) throws Exception {
        MockWorkerBuilder broken =
                MockWorker.builder().scenarios(ScenarioSet.of(Scenarios.named("eof-without-terminal")));

        Verified verified = verify(tool, broken, PactFile.COMMITTED);

        assertThat(verified.run().exitCode()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output())
                .contains("There were 1 pact failures")
                .contains("1) Verifying a pact between orchestrator and worker-orcd Given a worker is ready"
                        + " - the stream of a job that ends")
                .contains("$.sequence", "'^started( (token|metrics))* end$'");
    }

    @ParameterizedTest
    @EnumSource
    void aStateThatCannotBeEnteredIsAnErrorOfTheTool(Tool tool) throws Exception {
        Verified verified = verify(tool, MockWorker.builder().controlPort(0), PactFile.COMMITTED);

        assertThat(verified.run().exitCode()).as(verified.output()).isEqualTo(1);
        assertThat(verified.output())
                .contains("There were 7 pact failures")
                .contains(
                        "Given the worker is draining - a job while the worker drains - One or more of the setup state"
                                + " change handlers has failed");
        assertThat(verified.bridge())
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "state: FAILED, the state \"the worker is draining\" was not entered: requests alone cannot")
                        .contains("GET /mock/state answered HTTP 404"));
    }

    @ParameterizedTest
    @EnumSource
    void aTeamsOwnPactIsWrittenAndVerifiedAndItsWishFailsNobody(Tool tool) throws Exception {
        ToolRun written = tool.run("consumer", folder);
        assertThat(written.exitCode()).as(written.output()).isZero();
        Path pact = folder.resolve(
                tool == Tool.PACT_JS ? "js-orchestrator-worker-orcd.json" : "py-orchestrator-worker-orcd.json");

        Verified verified = verify(tool, MockWorker.builder(), pact);

        assertThat(verified.run().exitCode()).as(verified.output()).isZero();
        assertThat(verified.output())
                .contains("3 of 4 interactions passed, 1 pending")
                .contains("[PENDING]", "There were 1 non-fatal pact failures");
        try (MockWorker worker = MockWorker.start()) {
            PactReport ours = WorkerPactVerification.of(worker.url())
                    .states(new ControlPlaneStates(worker.url(), worker.url(), null))
                    .pact(pact)
                    .run();

            assertThat(ours.isGreen()).isTrue();
            assertThat(ours.summary()).isEqualTo("3 passed, 0 failed, 1 not-applicable of 4 interactions");
        }
    }

    @Test
    void thePactCoreReadsEveryExpressionAndRefusesFlags() throws Exception {
        Path pairs = Files.writeString(
                folder.resolve("expressions.json"),
                WireJson.text(PactExpression.all().stream()
                        .map(one -> Map.of("place", one.place(), "regex", one.regex(), "example", one.example()))
                        .toList()));
        Path script = Path.of("src", "test", "python", "check_expressions.py");

        ToolRun run = ToolRun.python("pact-python", LIMIT, script, pairs);

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(run.output()).contains(PactExpression.count() + " expressions match their examples");
    }

    private record Verified(ToolRun run, List<String> bridge) {
        String output() {
            return COLOURS.matcher(run.output()).replaceAll("");
        }
    }

    private static Verified verify(Tool tool, MockWorkerBuilder mock, Path pact) throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        try (MockWorker worker = mock.start();
                PactBridge bridge = PactBridge.start(PactBridgeSettings.of(worker.url()), lines::add)) {
            ToolRun run = tool.run("verify", worker.url(), bridge.url(), pact);
            return new Verified(run, List.copyOf(lines));
        }
    }
}
