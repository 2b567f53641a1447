package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchReaderTest {
    private static final ScenarioSet FILE = ScenarioYaml.parse("worker.yaml", """
            version: 1
            seed: 7
            worker: { model: "mock:phi-3-mini", vram: 48GiB, busy: reject, queue: 3, loading: 2s, dialect: as-built }
            scenarios:
              - name: refuse
                reply: { status: 503 }
            """);

    @Test
    void withoutAnythingEverySettingHasItsDefault() throws UsageException {
        Launch launch = read(Map.of(), Map.of(), ScenarioSet.EMPTY);

        assertThat(launch.model()).isEqualTo("mock:qwen2.5-0.5b-instruct");
        assertThat(launch.instances()).isEqualTo(1);
        assertThat(launch.worker().host()).isEqualTo("127.0.0.1");
        assertThat(launch.worker().port()).isEqualTo(8080);
        assertThat(launch.worker().vramBytes()).isEqualTo(24L << 30);
        assertThat(launch.worker().inferenceTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(launch.worker().seed()).isEqualTo(new Seed(42));
    }

    @Test
    void theFileWinsOverDefaults() throws UsageException {
        Launch launch = read(Map.of(Flag.CALLBACK_URL, "http://localhost:9999/"), Map.of(), FILE);

        assertThat(launch.model()).isEqualTo("mock:phi-3-mini");
        assertThat(launch.loading()).isEqualTo(Duration.ofSeconds(2));
        assertThat(launch.worker().vramBytes()).isEqualTo(48L << 30);
        assertThat(launch.worker().busy()).isEqualTo(BusyPolicy.REJECT);
        assertThat(launch.worker().queueMax()).isEqualTo(3);
        assertThat(launch.worker().dialect()).isEqualTo(Dialect.AS_BUILT);
        assertThat(launch.worker().seed()).isEqualTo(new Seed(7));
    }

    @Test
    void theEnvironmentWinsOverTheFileAndAFlagOverBoth() throws UsageException {
        Map<String, String> environment =
                Map.of("MOCK_WORKER_VRAM", "32GiB", "MOCK_WORKER_SEED", "8", "MOCK_WORKER_BUSY", "wait");

        Launch launch = read(Map.of(Flag.SEED, "9", Flag.DIALECT, "contract"), environment, FILE);

        assertThat(launch.worker().vramBytes()).isEqualTo(32L << 30);
        assertThat(launch.worker().busy()).isEqualTo(BusyPolicy.WAIT);
        assertThat(launch.worker().seed()).isEqualTo(new Seed(9));
        assertThat(launch.scenarios().seed()).isEqualTo(new Seed(9));
        assertThat(launch.worker().dialect()).isEqualTo(Dialect.CONTRACT);
    }

    @Test
    void theControlPlaneLeavesLoopbackOnlyWithAToken() throws UsageException {
        String token = "correct-horse-battery";
        Map<Flag, String> open = Map.of(Flag.HOST, "0.0.0.0", Flag.CONTROL_HOST, "0.0.0.0");

        assertThatThrownBy(() -> read(open, Map.of(), ScenarioSet.EMPTY))
                .hasMessageContaining("--control-host needs --control-token");
        assertThatThrownBy(() -> read(open, Map.of("MOCK_WORKER_CONTROL_TOKEN", "hunter2"), ScenarioSet.EMPTY))
                .hasMessageContaining("MOCK_WORKER_CONTROL_TOKEN must be 16 to 256")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> read(
                        Map.of(Flag.CONTROL_HOST, "0.0.0.0", Flag.CONTROL_TOKEN, token), Map.of(), ScenarioSet.EMPTY))
                .hasMessageContaining("--control-host needs a --control-port");
        Launch launch = read(open, Map.of("MOCK_WORKER_CONTROL_TOKEN", token), ScenarioSet.EMPTY);
        assertThat(launch.worker().controlHost()).isEqualTo("0.0.0.0");
        assertThat(launch.worker().controlToken()).isEqualTo(token);
    }

    @Test
    void aSeedOfZeroInAFileIsASeed() throws UsageException {
        ScenarioSet zero =
                ScenarioYaml.parse("w.yaml", "version: 1\nseed: 0\nscenarios: [{name: a, reply: {status: 503}}]");

        assertThat(read(Map.of(), Map.of(), zero).worker().seed()).isEqualTo(new Seed(0));
    }

    @Test
    void anEmptyVariableCountsAsAbsent() throws UsageException {
        assertThat(read(Map.of(), Map.of("MOCK_WORKER_PORT", ""), ScenarioSet.EMPTY)
                        .worker()
                        .port())
                .isEqualTo(8080);
    }

    @Test
    void unitsAndFactorsAreRead() throws UsageException {
        Map<Flag, String> flags = Map.of(
                Flag.SPEED,
                "20x",
                Flag.KV_CACHE_SIZE_MB,
                "512",
                Flag.SEED,
                "18446744073709551615",
                Flag.STRICT,
                "true");

        Launch launch = read(flags, Map.of(), ScenarioSet.EMPTY);

        assertThat(launch.worker().speed()).isEqualTo(20.0);
        assertThat(launch.worker().kvCacheBytes()).isEqualTo(512L << 20);
        assertThat(launch.worker().seed()).isEqualTo(new Seed(-1));
        assertThat(launch.worker().strict()).isTrue();
    }

    @Test
    void watchingNeedsAFile() {
        assertThatThrownBy(() -> read(Map.of(Flag.WATCH, "true"), Map.of(), ScenarioSet.EMPTY))
                .isInstanceOf(UsageException.class)
                .hasMessage("--watch needs --scenario with a file, not a ready-made scenario");
    }

    private static Launch read(Map<Flag, String> flags, Map<String, String> environment, ScenarioSet scenarios)
            throws UsageException {
        return LaunchReader.read(GivenValues.of(flags, environment), scenarios);
    }
}
