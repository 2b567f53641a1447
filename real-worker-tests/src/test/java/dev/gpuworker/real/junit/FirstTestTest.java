package dev.gpuworker.real.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gpuworker.client.EventStream;
import dev.gpuworker.client.StreamEvents;
import dev.gpuworker.real.WorkerHarness;
import dev.gpuworker.real.preset.Prompt;
import dev.gpuworker.real.preset.TestJob;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.InferenceEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs the test that docs/real-worker.md shows, against a mock process in each dialect. */
class FirstTestTest {
    private static final String SOURCE = "src/test/java/dev/gpuworker/real/junit/FirstTestTest.java";

    @TempDir
    private Path folder;

    // docs begin
    @RealWorker
    static class HaikuTest {
        @Test
        void writesAHaiku(WorkerHarness worker) {
            assertThat(worker.health().status()).isEqualTo("healthy");
            EventStream stream = worker.execute(TestJob.of("test-001", Prompt.HAIKU, 50));
            List<InferenceEvent> events = StreamEvents.collectEvents(stream);
            StreamEvents.assertEventOrder(events);
            assertThat(StreamEvents.extractTokens(events)).isNotEmpty();
        }
    }
    // docs end

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void theTestPassesInBothDialects(Dialect dialect) throws IOException {
        settings(dialect).forEach(System::setProperty);

        SummaryGeneratingListener listener = run();

        var failures = new StringWriter();
        listener.getSummary().printFailuresTo(new PrintWriter(failures));
        assertThat(listener.getSummary().getTestsSucceededCount())
                .as(failures.toString())
                .isEqualTo(1);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(file -> file.endsWith("metadata.json")).map(FirstTestTest::text))
                    .singleElement()
                    .asString()
                    .contains("\"dialect\" : \"" + dialect.word() + "\"");
        }
    }

    @Test
    void itFailsOnAWorkerOfTheOtherDialect() throws IOException {
        settings(Dialect.AS_BUILT).forEach(System::setProperty);
        System.setProperty("worker.dialect", "contract");
        System.setProperty("worker.arguments", "--dialect as-built --callback-url http://localhost:9999/");

        SummaryGeneratingListener listener = run();

        assertThat(listener.getSummary().getFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getException())
                        .hasMessageContaining("the body: field \"resident\" is missing"));
    }

    @Test
    void thePageShowsThisTest() throws IOException {
        String snippet = Files.readString(Path.of(SOURCE))
                .replaceFirst("(?s).*?// docs begin\n", "")
                .replaceFirst("(?s)\n    // docs end.*", "")
                .lines()
                .map(line -> line.replaceFirst("^ {4}", ""))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("../docs/real-worker.md"))).contains(snippet);
    }

    @AfterEach
    void clearSettings() {
        System.getProperties().keySet().removeIf(name -> name.toString().startsWith("worker."));
    }

    private Map<String, String> settings(Dialect dialect) throws IOException {
        return Map.of(
                "worker.binary", TestWorkers.mockBinary(folder).toString(),
                "worker.model", "mock:qwen2.5-0.5b-instruct",
                "worker.dialect", dialect.word(),
                "worker.arguments", "--dialect " + dialect.word(),
                "worker.artifacts", folder.resolve("artifacts").toString());
    }

    private static SummaryGeneratingListener run() {
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(HaikuTest.class))
                                .build(),
                        listener);
        return listener;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
