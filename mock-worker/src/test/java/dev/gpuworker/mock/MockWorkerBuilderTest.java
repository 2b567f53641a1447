package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.Seed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MockWorkerBuilderTest {
    private static ScenarioSet file(String worker) {
        return ScenarioYaml.parse(
                "a.yaml",
                "version: 1\nseed: 7\nworker: " + worker + "\nscenarios: [{name: a, stream: [started, end]}]");
    }

    @Test
    void settingsAreThoseOfTheFileUnlessTheyAreSetInJava() {
        ScenarioSet file = file(
                "{ model: 'mock:phi-3-mini', weights: 1GiB, vram: 48GiB, busy: reject, queue: 3, loading: 2s, dialect: as-built }");

        MockWorkerConfig ofFile = MockWorker.builder().scenarios(file).config();
        MockWorkerConfig ofJava = MockWorker.builder()
                .busy(BusyPolicy.WAIT)
                .queueMax(4)
                .seed(new Seed(9))
                .scenarios(file)
                .config();

        assertThat(ofFile.model().name()).isEqualTo("phi-3-mini");
        assertThat(ofFile.model().weightsBytes()).isEqualTo(1L << 30);
        assertThat(ofFile.vramBytes()).isEqualTo(48L << 30);
        assertThat(ofFile.busy()).isEqualTo(BusyPolicy.REJECT);
        assertThat(ofFile.queueMax()).isEqualTo(3);
        assertThat(ofFile.loading()).isEqualTo(Duration.ofSeconds(2));
        assertThat(ofFile.dialect()).isEqualTo(Dialect.AS_BUILT);
        assertThat(ofFile.seed()).isEqualTo(new Seed(7));
        assertThat(ofJava.busy()).isEqualTo(BusyPolicy.WAIT);
        assertThat(ofJava.queueMax()).isEqualTo(4);
        assertThat(ofJava.seed()).isEqualTo(new Seed(9));
        assertThat(ofJava.dialect()).isEqualTo(Dialect.AS_BUILT);
    }

    @Test
    void aStartedWorkerHasTheFilesSettingsAndTheGivenSeed() {
        try (MockWorker worker = MockWorker.builder()
                .seed(new Seed(9))
                .scenarios(file("{ busy: reject }"))
                .start()) {
            assertThat(worker.config().busy()).isEqualTo(BusyPolicy.REJECT);
            assertThat(worker.scenarios().seed()).isEqualTo(new Seed(9));
        }
    }

    @Test
    void aFrozenConfigWinsOverTheFileAndMakesAnEqualOne() {
        MockWorkerConfig frozen =
                MockWorker.builder().slots(3).speed(2).controlPort(0).config();

        MockWorkerConfig again = frozen.toBuilder()
                .scenarios(file("{ busy: reject, vram: 1GiB }"))
                .config();

        assertThat(again).isEqualTo(frozen).hasSameHashCodeAs(frozen);
        assertThat(again.toBuilder().queueMax(1).config()).isNotEqualTo(frozen);
        assertThat(frozen).hasToString(again.toString());
    }

    @Test
    void aModelThatCannotBeLoadedFailsTheStart() {
        ScenarioSet file = file("{ model: 'mock:none' }");

        assertThatThrownBy(() -> MockWorker.builder().scenarios(file).start())
                .isInstanceOf(WorkerStartException.class)
                .hasMessageContaining("no built-in model \"none\"")
                .extracting(e -> ((WorkerStartException) e).code())
                .isEqualTo(ErrorCode.MODEL_LOAD_FAILED);
    }

    @Test
    void theQueueHasTheBoundOfTheFile() {
        assertThat(MockWorker.builder().queueMax(WorkerBlock.QUEUE_MAX).config().queueMax())
                .isEqualTo(100_000);
        assertThatThrownBy(() ->
                        MockWorker.builder().queueMax(WorkerBlock.QUEUE_MAX + 1).config())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("queueMax must be within 0 to 100000, but was 100001");
    }
}
