package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import dev.gpuworker.conformance.mutant.worker.ReferenceWorker;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.testing.LoadsTheMachine;
import dev.gpuworker.testing.Soak;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conforming worker on a machine that has no time for anybody: never called wrong, at most not measurable. */
@LoadsTheMachine
class ConformingUnderLoadTest {
    private static final int RUNS = 100;

    private final AtomicBoolean over = new AtomicBoolean();
    private final List<Thread> load = new ArrayList<>();

    @BeforeEach
    void loadTheMachine() {
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread busy = new Thread(
                    () -> {
                        while (!over.get()) {
                            Thread.onSpinWait();
                        }
                    },
                    "load-" + i);
            busy.setDaemon(true);
            busy.start();
            load.add(busy);
        }
    }

    @AfterEach
    void endTheLoad() throws InterruptedException {
        over.set(true);
        for (Thread busy : load) {
            busy.join();
        }
    }

    /** Once in every build, and a hundred times with -Psoak. */
    @Test
    void conformingWorkerIsNeverCalledWrong() {
        for (int run = 1; run <= Soak.times(1, RUNS); run++) {
            ConformanceResult result;
            try (ReferenceWorker worker = ReferenceWorker.start(new Behaviour())) {
                result = ConformanceRun.of(WorkerUnderTest.at(worker.url()), WorkerRulebook.all())
                        .build()
                        .run();
            }

            assertThat(result.results().stream()
                            .filter(each -> each.verdict().isRed())
                            .map(each -> each.rule().id() + " " + each.verdict()))
                    .as("run %d of %d under load", run, Soak.times(1, RUNS))
                    .isEmpty();
        }
    }
}
