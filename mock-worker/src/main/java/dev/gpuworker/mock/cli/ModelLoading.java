package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.ModelLoadException;
import dev.gpuworker.mock.model.ModelLoader;
import dev.gpuworker.mock.scenario.ByteSize;
import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.wire.ErrorCode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Simulates the load of the model: the checks that a real load makes, and its progress in the log (M0-W-1621). */
final class ModelLoading {
    /** Load progress is logged at 0, 25, 50, 75 and 100 percent. */
    private static final int STEPS = 4;

    private final EventLog log;
    private final StopRequest stop;

    ModelLoading(EventLog log, StopRequest stop) {
        this.log = log;
        this.stop = stop;
    }

    /**
     * Returns the facts about the model; a scenario file's values for weights and KV cache override the model's own.
     */
    static ModelCard card(String model, WorkerBlock file) throws StartFailure {
        return load(model)
                .withMemory(bytes(file.memory().weights()), bytes(file.memory().kvPerToken()));
    }

    /**
     * Logs the load of a model for this long. Returns early if the process is asked to stop.
     *
     * @throws StartFailure {@code INSUFFICIENT_VRAM} if the weights do not fit
     */
    void play(ModelCard card, long vramBytes, Duration loading) throws StartFailure, InterruptedException {
        log.info("model_load_start", Map.of("model", card.name(), "bytes", card.weightsBytes()));
        if (card.weightsBytes() > vramBytes) {
            throw new StartFailure(
                    ErrorCode.INSUFFICIENT_VRAM,
                    "the weights of " + card.name() + " need " + card.weightsBytes()
                            + " bytes of VRAM, but the device has " + vramBytes + "; see --vram",
                    Map.of("bytes_required", card.weightsBytes(), "bytes_available", vramBytes));
        }
        long start = System.nanoTime();
        for (int step = 0; step <= STEPS; step++) {
            Duration planned = loading.multipliedBy(step).dividedBy(STEPS);
            if (stop.await(planned.minusNanos(System.nanoTime() - start))) {
                return;
            }
            log.info("model_load_progress", Map.of("model", card.name(), "percent", step * 100 / STEPS));
        }
        log.info(
                "model_load_complete",
                Map.of(
                        "model", card.name(),
                        "vram_bytes", card.weightsBytes(),
                        "duration_ms",
                                Duration.ofNanos(System.nanoTime() - start).toMillis()));
    }

    private static @Nullable Long bytes(@Nullable ByteSize size) {
        return size == null ? null : size.bytes();
    }

    private static ModelCard load(String model) throws StartFailure {
        try {
            return ModelLoader.load(model);
        } catch (ModelLoadException e) {
            throw new StartFailure(ErrorCode.MODEL_LOAD_FAILED, e.getMessage() + ": " + e.model());
        }
    }
}
