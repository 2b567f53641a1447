package dev.gpuworker.real.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gpuworker.real.process.TestWorkers;
import dev.gpuworker.real.vram.device.FakeCuda;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A stand-in that runs without the harness, so that processes that it leaves behind stay until the test ends them. */
record UnguardedStandIn(Process process, List<ProcessHandle> children) implements AutoCloseable {
    static UnguardedStandIn start(Path folder, Map<String, String> environment) throws IOException {
        Path log = folder.resolve("unguarded.log");
        Path binary = StandInBinary.writeTo(folder, TestWorkers.classPath());
        var builder = new ProcessBuilder(
                        binary.toString(),
                        "--worker-id",
                        UUID.randomUUID().toString(),
                        "--model",
                        StandInLife.MODEL,
                        "--gpu-device",
                        "0",
                        "--port",
                        "0")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(FakeCuda.environmentSharedWithThisJvm());
        builder.environment().putAll(environment);
        Process process = builder.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.readString(log).contains("\"ready\""));
        return new UnguardedStandIn(process, process.descendants().toList());
    }

    void stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
