package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.wire.Seed;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioReloadTest {
    @Test
    void theSeedOfTheStartStaysWhateverTheFileSays() throws Exception {
        ScenarioSet file = ScenarioYaml.parse("worker.yaml", """
                version: 1
                seed: 8
                scenarios: [{name: one, stream: [started, end]}]
                """);
        MockWorkerConfig config = MockWorker.builder().seed(new Seed(7)).config();
        try (MockWorker worker = MockWorker.builder().config(config).start();
                var log =
                        new EventLog(new LineWriter(new ByteArrayOutputStream()), LogFormat.JSON, Clock.systemUTC())) {
            new ScenarioReload(Path.of("worker.yaml"), List.of(worker), log).changed(file);

            assertThat(worker.scenarios().seed()).isEqualTo(new Seed(7));
            assertThat(worker.scenarios().scenarios()).isEqualTo(file.scenarios());
            assertThat(worker.scenarios().source()).contains("seed: 8");
        }
    }
}
