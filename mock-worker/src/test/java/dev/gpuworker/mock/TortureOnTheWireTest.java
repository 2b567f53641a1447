package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Scenarios;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario of the torture set that ends by itself, over a real socket: the ending is the one in the script. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TortureOnTheWireTest {
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final MockWorker worker =
            MockWorker.builder().scenarios(Scenarios.torture()).speed(20).start();

    static Stream<String> streams() {
        return Scenarios.torture().scenarios().stream()
                .filter(scenario -> scenario.answer() instanceof Script)
                .filter(scenario ->
                        !(last(scenario) instanceof Pause.Stall) && !(last(scenario) instanceof Ending.Exit))
                .map(Scenario::name);
    }

    @AfterAll
    void close() {
        worker.close();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void endsAsItIsWritten(String name) throws IOException {
        Step last = last(Scenarios.named(name));
        try (RawClient client = new RawClient(worker.config().port())) {
            client.send(request(name));

            String ended = client.drain();

            if (last instanceof Ending.Reset) {
                assertThat(ended).isEqualTo("rst");
            } else {
                assertThat(ended).isEqualTo("fin");
                assertThat(client.text().endsWith(LAST_CHUNK)).isEqualTo(!(last instanceof Ending.Cut));
            }
            assertThat(client.text()).startsWith("HTTP/1.1 200 ");
        }
    }

    private static Step last(Scenario scenario) {
        List<Step> steps = ((Script) scenario.answer()).steps();
        return steps.get(steps.size() - 1);
    }

    private static String request(String scenario) {
        return RawClient.post("/execute", "{\"job_id\":\"" + scenario + "\",\"prompt\":\"p\"}")
                .replaceFirst("\r\n", "\r\nConnection: close\r\nx-scenario: " + scenario + "\r\n");
    }
}
