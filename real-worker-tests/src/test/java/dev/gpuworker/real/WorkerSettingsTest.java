package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gpuworker.real.WorkerSettings.Setting;
import dev.gpuworker.real.process.BinaryUnusableException;
import dev.gpuworker.real.process.WorkerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerSettingsTest {
    @Test
    void codeGoesBeforePropertyAndPropertyBeforeEnvironment() {
        WorkerSettings settings = WorkerSettings.from(
                        Map.of("worker.model", "mock:property", "worker.gpu-device", "1", "worker.grace", " "),
                        Map.of("WORKER_BINARY", "sh", "WORKER_MODEL", "mock:variable", "WORKER_GRACE", "2.5s"))
                .with(Setting.GPU_DEVICE, "3")
                .with(Setting.READY_WITHIN, "");

        WorkerConfig config = settings.workerConfig();

        assertThat(config.binary().path()).hasFileName("sh");
        assertThat(config.model()).isEqualTo("mock:property");
        assertThat(config.gpuDevice()).isEqualTo(3);
        assertThat(config.grace()).isEqualTo(Duration.ofMillis(2500));
        assertThat(config.readyWithin()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.keepsPassed()).isTrue();
    }

    @Test
    void argumentsAndVariablesOfTheCodeComeAfterThoseOfTheProperty() {
        WorkerConfig config = WorkerSettings.from(
                        Map.of("worker.binary", "sh", "worker.model", "mock:x", "worker.arguments", " --a  1 "),
                        Map.of())
                .withMore(List.of("--b", "two words"), Map.of("RUST_LOG", "debug"))
                .workerConfig();

        assertThat(config.arguments()).containsExactly("--a", "1", "--b", "two words");
        assertThat(config.environment()).containsExactly(Map.entry("RUST_LOG", "debug"));
    }

    @Test
    void aMissingProgramOrModelIsNamedWithTheWaysToGiveIt() {
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> WorkerSettings.from(Map.of(), Map.of()).workerConfig())
                .withMessage(
                        "no worker.binary was given: set -Dworker.binary=…, the environment variable WORKER_BINARY,"
                                + " or set it in the test\nsee docs/real-worker.md#settings");
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> WorkerSettings.from(Map.of("worker.binary", "sh"), Map.of())
                        .workerConfig())
                .withMessageStartingWith("no worker.model was given");
        assertThatExceptionOfType(BinaryUnusableException.class)
                .isThrownBy(() -> WorkerSettings.from(
                                Map.of("worker.binary", "/no/such", "worker.model", "mock:x"), Map.of())
                        .workerConfig());
    }

    @Test
    void aModelFileMustBeThere(@TempDir Path folder) {
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> model(folder.resolve("no.gguf").toString()))
                .withMessageStartingWith("the model " + folder.resolve("no.gguf") + " does not exist");
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> model(folder.toString()))
                .withMessageStartingWith("the model " + folder + " is not a file");
        assertThat(model("pom.xml").model())
                .isEqualTo(Path.of("pom.xml").toAbsolutePath().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "worker.gpu-device, -1",
        "worker.gpu-device, first",
        "worker.gpu-device, 0.5",
        "worker.grace, 0",
        "worker.ready-within, soon",
        "worker.ready-within, NaN",
        "worker.ready-within, 30",
        "worker.grace, 999h"
    })
    void aValueThatMakesNoSenseIsQuoted(String name, String value) {
        assertThatExceptionOfType(WorkerSettingsException.class)
                .isThrownBy(() -> WorkerSettings.from(
                                Map.of("worker.binary", "sh", "worker.model", "mock:x", name, value), Map.of())
                        .workerConfig())
                .withMessageStartingWith(name + " must be ")
                .withMessageContaining("but was '" + value + "'");
    }

    private static WorkerConfig model(String model) {
        return WorkerSettings.from(Map.of("worker.binary", "sh", "worker.model", model), Map.of())
                .workerConfig();
    }
}
