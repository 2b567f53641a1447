package example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gpuworker.real.WorkerHarness;
import dev.gpuworker.real.junit.RealWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Run it with {@code mvn test -Dworker.binary=/opt/worker-orcd -Dworker.model=/models/qwen.gguf}. */
@RealWorker
@EnabledIfSystemProperty(named = "worker.binary", matches = ".+", disabledReason = "no -Dworker.binary is given")
class WorkerBinaryTest {
    @Test
    void isHealthyOnceItIsReady(WorkerHarness worker) throws Exception {
        assertEquals("healthy", worker.health().status());
    }
}
