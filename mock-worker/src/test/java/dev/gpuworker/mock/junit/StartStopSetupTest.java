package dev.gpuworker.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.wire.BusyPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartStopSetupTest {
    @Test
    void aFieldAnswersWithTheNamedScenario() {
        assertThat(SampleRun.of(ScenarioSample.class)).isEqualTo(new SampleRun(1, List.of()));
    }

    @Test
    void parametersAreSetUpOneByOne() {
        assertThat(SampleRun.of(ParameterSample.class)).isEqualTo(new SampleRun(1, List.of()));
    }

    @Test
    void aScenarioThatIsNotThereIsReportedWithItsPlace() {
        assertThat(SampleRun.of(UnknownScenarioSample.class).failures())
                .singleElement()
                .asString()
                .contains("UnknownScenarioSample.worker names the scenario \"hiku\"", "did you mean \"haiku\"?");
    }

    @Test
    void aFieldWithAValueTakesNoScenario() {
        assertThat(SampleRun.of(AdoptingSample.class).failures())
                .containsExactly(
                        "AdoptingSample.worker has a value, so \"scenario\" and \"setup\" of its @StartStop would do nothing:"
                                + " leave the field empty, or give them to MockWorker.builder()");
    }

    static class Refusing implements WorkerSetup {
        @Override
        public void configure(MockWorkerBuilder worker) {
            worker.busy(BusyPolicy.REJECT);
        }
    }

    static class ScenarioSample {
        @StartStop(scenario = "haiku")
        private MockWorker worker;

        @Test
        void answersWithIt() {
            assertThat(worker.scenarios().scenarios())
                    .extracting(Scenario::name)
                    .containsExactly("haiku");
        }
    }

    static class ParameterSample {
        @Test
        void two(
                @StartStop(scenario = "haiku", setup = Refusing.class) MockWorker refusing,
                @StartStop MockWorker waiting) {
            assertThat(refusing.config().busy()).isEqualTo(BusyPolicy.REJECT);
            assertThat(refusing.scenarios().named("haiku")).isPresent();
            assertThat(waiting.config().busy()).isEqualTo(BusyPolicy.WAIT);
            assertThat(waiting.scenarios().scenarios()).isEmpty();
        }
    }

    static class UnknownScenarioSample {
        @StartStop(scenario = "hiku")
        private MockWorker worker;

        @Test
        void neverRuns() {
            assertThat(worker).isNull();
        }
    }

    static class AdoptingSample {
        @StartStop(scenario = "haiku")
        private final MockWorker worker = MockWorker.start();

        @Test
        void neverRuns() {
            assertThat(worker).isNull();
        }
    }
}
