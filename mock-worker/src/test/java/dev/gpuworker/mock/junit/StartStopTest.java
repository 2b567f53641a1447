package dev.gpuworker.mock.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.MockWorker;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class StartStopTest {
    /** Workers that samples have seen; each test of this class uses its own sample and list. */
    private static final List<MockWorker> IN_FIELDS = new CopyOnWriteArrayList<>();

    private static final List<MockWorker> IN_NESTED = new CopyOnWriteArrayList<>();
    private static final List<MockWorker> IN_PARAMETERS = new CopyOnWriteArrayList<>();
    private static final Set<MockWorker> SHARED = ConcurrentHashMap.newKeySet();
    private static final List<MockWorker> PER_CLASS = new CopyOnWriteArrayList<>();
    private static final List<MockWorker> ADOPTED = new CopyOnWriteArrayList<>();
    private static final Set<MockWorker> PARALLEL = ConcurrentHashMap.newKeySet();

    @Test
    void eachTestHasAFreshWorkerThatIsClosedAfterwards() {
        assertThat(SampleRun.of(FieldSample.class)).isEqualTo(new SampleRun(2, List.of()));

        assertThat(IN_FIELDS).hasSize(2).doesNotHaveDuplicates().allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void nestedTestsHaveTheWorkerOfTheEnclosingClass() {
        assertThat(SampleRun.of(NestedSample.class)).isEqualTo(new SampleRun(2, List.of()));

        assertThat(IN_NESTED).hasSize(2).doesNotHaveDuplicates().allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void eachParameterHasAWorkerOfItsOwn() {
        assertThat(SampleRun.of(ParameterSample.class)).isEqualTo(new SampleRun(1, List.of()));

        assertThat(IN_PARAMETERS).hasSize(4).doesNotHaveDuplicates().allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void aStaticFieldIsSharedByTheTestsOfItsClass() {
        assertThat(SampleRun.of(StaticSample.class)).isEqualTo(new SampleRun(2, List.of()));

        assertThat(SHARED).hasSize(1).allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void testsThatShareAnInstanceHaveFreshWorkersStill() {
        assertThat(SampleRun.of(PerClassSample.class)).isEqualTo(new SampleRun(2, List.of()));

        assertThat(PER_CLASS).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatTheTestStartedIsTakenOver() {
        assertThat(SampleRun.of(AdoptingSample.class)).isEqualTo(new SampleRun(1, List.of()));

        assertThat(ADOPTED).hasSize(1).allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void testsInParallelDoNotMeet() {
        Map<String, String> parallel = Map.of(
                "junit.jupiter.execution.parallel.enabled", "true",
                "junit.jupiter.execution.parallel.config.strategy", "fixed",
                "junit.jupiter.execution.parallel.config.fixed.parallelism", "8");

        assertThat(SampleRun.of(ParallelSample.class, parallel)).isEqualTo(new SampleRun(40, List.of()));

        assertThat(PARALLEL).hasSize(40).allSatisfy(StartStopTest::isClosed);
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() {
        assertThat(SampleRun.of(WrongTypeSample.class).failures())
                .containsExactly("WrongTypeSample.worker must be of type MockWorker to be a @StartStop field");
    }

    private static void isClosed(MockWorker worker) {
        Assertions.assertThatThrownBy(() -> health(worker)).isInstanceOf(ConnectException.class);
    }

    private static void isServing(MockWorker worker) throws IOException {
        assertThat(health(worker)).contains("\"mock\":true");
    }

    private static String health(MockWorker worker) throws IOException {
        try (var body = URI.create(worker.url() + "/health").toURL().openStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static class FieldSample {
        @StartStop
        private MockWorker worker;

        @Test
        void one() throws Exception {
            isServing(worker);
            IN_FIELDS.add(worker);
        }

        @Test
        void other() throws Exception {
            isServing(worker);
            IN_FIELDS.add(worker);
        }
    }

    static class NestedSample {
        @StartStop
        private MockWorker worker;

        @Test
        void outer() throws Exception {
            isServing(worker);
            IN_NESTED.add(worker);
        }

        @Nested
        class Inner {
            @Test
            void inner() throws Exception {
                isServing(worker);
                IN_NESTED.add(worker);
            }
        }
    }

    static class ParameterSample {
        ParameterSample(@StartStop MockWorker worker) throws Exception {
            isServing(worker);
            IN_PARAMETERS.add(worker);
        }

        @BeforeEach
        void prepare(@StartStop MockWorker worker) {
            IN_PARAMETERS.add(worker);
        }

        @Test
        void two(@StartStop MockWorker one, @StartStop MockWorker other) throws Exception {
            isServing(one);
            isServing(other);
            IN_PARAMETERS.addAll(List.of(one, other));
        }
    }

    static class StaticSample {
        @SuppressWarnings("NonFinalStaticField") // the extension fills it
        @StartStop
        private static MockWorker worker;

        @BeforeAll
        static void isThereAlready() throws Exception {
            isServing(worker);
        }

        @Test
        void one() throws Exception {
            isServing(worker);
            SHARED.add(worker);
        }

        @Test
        void other() throws Exception {
            isServing(worker);
            SHARED.add(worker);
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class PerClassSample {
        @StartStop
        private MockWorker worker;

        @RepeatedTest(2)
        void serves() throws Exception {
            isServing(worker);
            PER_CLASS.add(worker);
        }
    }

    static class AdoptingSample {
        @StartStop
        private final MockWorker worker = MockWorker.start();

        @Test
        void serves() throws Exception {
            isServing(worker);
            ADOPTED.add(worker);
        }
    }

    @Execution(ExecutionMode.CONCURRENT)
    static class ParallelSample {
        @StartStop
        private MockWorker worker;

        @RepeatedTest(40)
        void serves() throws Exception {
            isServing(worker);
            PARALLEL.add(worker);
        }
    }

    static class WrongTypeSample {
        @StartStop
        private String worker;

        @Test
        void neverRuns() {
            assertThat(worker).isEqualTo("never");
        }
    }
}
