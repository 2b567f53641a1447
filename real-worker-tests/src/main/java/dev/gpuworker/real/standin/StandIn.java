package dev.gpuworker.real.standin;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.cli.WorkerDevice;
import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.wire.ErrorCode;
import java.util.Map;
import java.util.Optional;

/** Opens the device of a stand-in: a real one if CUDA can be used, plain accounting otherwise. */
public final class StandIn implements WorkerDevice.Opener {
    /** Its name in {@code /health}, in its log and in reports. */
    public static final String IDENTITY = "worker-orcd-stand-in";

    private final Misbehaviour misbehaviour;
    private final Crash crash;

    StandIn(Misbehaviour misbehaviour, Crash crash) {
        this.misbehaviour = misbehaviour;
        this.crash = crash;
    }

    /**
     * Returns the stand-in that the environment describes.
     *
     * @param environment environment of the process; {@code STANDIN_…} variables say what the stand-in does wrong
     * @throws IllegalArgumentException for an unknown variable of that form or an invalid value; the message names it
     */
    public static StandIn of(Map<String, String> environment) {
        return new StandIn(Misbehaviour.of(environment), Crash.ofThisProcess());
    }

    @Override
    public Optional<String> standIn() {
        return Optional.of(IDENTITY);
    }

    @Override
    public WorkerDevice open(int index, MockWorkerConfig settings) {
        Optional<String> unavailable = Cuda.unavailable();
        if (unavailable.isPresent()) {
            return new WorkerDevice(
                    Optional.of(new PlainBacking(misbehaviour, crash)),
                    "a stand-in without device memory, all numbers are its own accounting: " + unavailable.get(),
                    with(settings.vramBytes(), settings));
        }
        try {
            DeviceAllocator memory = Cuda.openAllocator(index);
            return new WorkerDevice(
                    Optional.of(new DeviceBacking(memory, misbehaviour, crash)),
                    "a stand-in with memory of " + memory.device(),
                    with(memory.device().totalBytes(), settings));
        } catch (DeviceMemoryException e) {
            throw new WorkerStartException(
                    e.isOutOfMemory() ? ErrorCode.INSUFFICIENT_VRAM : ErrorCode.CUDA_ERROR,
                    String.valueOf(e.getMessage()),
                    e);
        }
    }

    private MockWorkerConfig with(long deviceBytes, MockWorkerConfig settings) {
        ModelCard model = settings.model();
        long weightsBytes = misbehaviour.weightsBytes() > 0 ? misbehaviour.weightsBytes() : model.weightsBytes();
        return settings.toBuilder()
                .vramBytes(deviceBytes)
                .model(new ModelCard(
                        model.name(),
                        model.quantKind(),
                        model.tokenizerKind(),
                        model.vocabSize(),
                        model.contextLength(),
                        weightsBytes,
                        model.kvBytesPerToken()))
                .config();
    }
}
