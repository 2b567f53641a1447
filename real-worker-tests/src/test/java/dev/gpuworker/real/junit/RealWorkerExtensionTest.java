package dev.gpuworker.real.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.gpuworker.real.VramMode;
import dev.gpuworker.real.WorkerHarness;
import dev.gpuworker.real.process.Ledger;
import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.wire.ExecuteRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class RealWorkerExtensionTest {
    private static final String LEDGER = "target/test-native/extension-ledger";
    private static final String TO_LEDGER = "LEDGER=" + LEDGER;
    private static final ConcurrentLinkedQueue<WorkerHarness> STARTED = new ConcurrentLinkedQueue<>();

    private final Ledger ledger = new Ledger(Path.of(LEDGER).toAbsolutePath());

    @BeforeEach
    void compileAndClear() throws IOException {
        assertThat(TestWorkers.misbehavingBinary().path()).exists();
        Files.deleteIfExists(ledger.file());
        STARTED.clear();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(ledger.alive()).isEmpty();
    }

    @Test
    void everyTestHasAWorkerOfItsOwnSharedWithItsBeforeEach() {
        List<TestExecutionResult> results = run(PassingCase.class);

        assertThat(results)
                .extracting(TestExecutionResult::getStatus)
                .containsOnly(Status.SUCCESSFUL)
                .hasSize(3);
        Set<Object> ids = new HashSet<>();
        STARTED.forEach(worker -> ids.add(worker.workerId()));
        assertThat(ids).hasSize(3);
        assertThat(STARTED).allSatisfy(worker -> assertThat(worker.stopReport()).isPresent());
    }

    @Test
    void aFailureNamesTheFolderAndKeepsItsValues() {
        TestExecutionResult result = run(FailingCase.class).get(0);

        assertThat(result.getThrowable().orElseThrow())
                .hasMessageContaining("expected: <1> but was: <2>")
                .hasMessageContaining("worker log, transcript and VRAM of this test: " + folderOfTheOne())
                .hasStackTraceContaining("FailingCase");
        assertThat(folderOfTheOne().resolve("metadata.json")).content().contains("\"outcome\" : \"failed\"");
    }

    @Test
    void anExceptionIsAFailureWithTheFolderToo() {
        assertThat(run(ThrowingCase.class).get(0).getThrowable().orElseThrow())
                .hasMessageStartingWith("java.lang.IllegalStateException: broken")
                .hasMessageContaining(folderOfTheOne().toString())
                .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTestThatRunsOutOfTimeHasItsWorkerEnded() {
        TestExecutionResult result = run(HangingCase.class).get(0);

        assertThat(result.getStatus()).isEqualTo(Status.FAILED);
        assertThat(result.getThrowable().orElseThrow())
                .hasMessageContaining("timed out after 500 milliseconds")
                .hasMessageContaining(folderOfTheOne().toString());
        assertThat(STARTED.element().stopReport()).isPresent();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void anAbortedTestStaysAborted() {
        assertThat(run(AbortedCase.class))
                .extracting(TestExecutionResult::getStatus)
                .containsExactly(Status.ABORTED);
    }

    @Test
    void aMissingProgramIsAnErrorAndNeverASkip() {
        TestExecutionResult result = run(MissingBinaryCase.class).get(0);

        assertThat(result.getStatus()).isEqualTo(Status.FAILED);
        assertThat(result.getThrowable().orElseThrow())
                .hasMessageContaining("the worker's binary /no/such/worker does not exist");
    }

    @Test
    void aWorkerThatDiesAtItsStartIsAnErrorWithItsLog() {
        assertThat(run(DyingCase.class).get(0).getThrowable().orElseThrow())
                .hasMessageContaining("worker exited with code 3 after ")
                .hasMessageContaining("last 1 log lines of ");
    }

    @Test
    void aHarnessInAConstructorIsRefusedWithTheReason() {
        assertThat(run(ConstructorCase.class).get(0).getThrowable().orElseThrow())
                .hasStackTraceContaining("make it a parameter of a test method or of @BeforeEach");
    }

    @Test
    void artifactsOfPassedTestsAreKeptUnlessToldOtherwise() {
        run(FailingCase.class);
        Path kept = folderOfTheOne();
        STARTED.clear();
        System.setProperty("worker.keep-passed", "false");
        try {
            run(PassingCase.class);
            assertThat(STARTED)
                    .allSatisfy(
                            worker -> assertThat(worker.artifacts().folder()).doesNotExist());
            STARTED.clear();
            run(FailingCase.class);
            assertThat(folderOfTheOne()).isNotEqualTo(kept).exists();
        } finally {
            System.clearProperty("worker.keep-passed");
        }
    }

    private static Path folderOfTheOne() {
        return STARTED.element().artifacts().folder();
    }

    private static List<TestExecutionResult> run(Class<?> testClass) {
        List<TestExecutionResult> results = new ArrayList<>();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(testClass))
                                .build(),
                        new TestExecutionListener() {
                            @Override
                            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                                if (test.isTest()) {
                                    results.add(result);
                                }
                            }
                        });
        return results;
    }

    @RealWorker(binary = TestWorkers.PATH, model = "mock:tiny", environment = TO_LEDGER, vram = VramMode.OFF)
    static final class PassingCase {
        @BeforeEach
        void seeWorker(WorkerHarness worker) {
            STARTED.add(worker);
        }

        @Test
        void runsAJob(WorkerHarness worker) {
            assertThat(STARTED).contains(worker);
            assertThat(worker.execute(ExecuteRequest.of("j", "x")).collect().text())
                    .isEqualTo("warp wakes");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2})
        void runsOncePerInvocation(int number, WorkerHarness worker) {
            assertThat(number).isPositive();
            assertThat(worker.health().status()).isEqualTo("healthy");
        }
    }

    static final class FailingCase {
        @Test
        @RealWorker(binary = TestWorkers.PATH, model = "mock:tiny", environment = TO_LEDGER, vram = VramMode.OFF)
        void fails(WorkerHarness worker) {
            STARTED.add(worker);
            Assertions.assertEquals(1, 2);
        }
    }

    @RealWorker(
            binary = TestWorkers.PATH,
            model = "mock:tiny",
            environment = {TO_LEDGER, "MISBEHAVE=fork,double-fork"},
            vram = VramMode.OFF)
    static final class ThrowingCase {
        @Test
        void throwsAtOnce(WorkerHarness worker) {
            STARTED.add(worker);
            throw new IllegalStateException("broken");
        }
    }

    @RealWorker(
            binary = TestWorkers.PATH,
            model = "mock:tiny",
            environment = {TO_LEDGER, "MISBEHAVE=fork"},
            vram = VramMode.OFF)
    static final class HangingCase {
        @Test
        @Timeout(value = 500, unit = TimeUnit.MILLISECONDS)
        void hangs(WorkerHarness worker) throws InterruptedException {
            STARTED.add(worker);
            assertThat(new CountDownLatch(1).await(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    @RealWorker(binary = TestWorkers.PATH, model = "mock:tiny", environment = TO_LEDGER, vram = VramMode.OFF)
    static final class AbortedCase {
        @Test
        void aborts(WorkerHarness worker) {
            Assumptions.assumeTrue(worker.pid() < 0);
        }
    }

    @RealWorker(binary = "/no/such/worker", model = "mock:tiny")
    static final class MissingBinaryCase {
        @Test
        void neverRuns(WorkerHarness worker) {
            assertThat(worker).isNull();
        }
    }

    @RealWorker(
            binary = TestWorkers.PATH,
            model = "mock:tiny",
            environment = {TO_LEDGER, "MISBEHAVE=die-at-once"},
            vram = VramMode.OFF)
    static final class DyingCase {
        @Test
        void neverRuns(WorkerHarness worker) {
            assertThat(worker).isNull();
        }
    }

    @RealWorker(binary = TestWorkers.PATH, model = "mock:tiny")
    static final class ConstructorCase {
        ConstructorCase(WorkerHarness worker) {
            assertThat(worker).isNull();
        }

        @Test
        void neverRuns() {
            assertThat(this).isNull();
        }
    }
}
