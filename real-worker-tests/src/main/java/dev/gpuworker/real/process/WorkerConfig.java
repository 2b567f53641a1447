package dev.gpuworker.real.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The immutable configuration of a worker: everything but its id and its port, which are new for every start.
 *
 * @param binary the program
 * @param model path of a GGUF file, or whatever else this program takes after {@code --model}
 * @param gpuDevice index of the CUDA device, from 0
 * @param arguments further arguments, after the four that every worker gets (M0-W-1100)
 * @param environment further environment variables
 * @param readyWithin how long {@code GET /health} may take to answer 200
 * @param grace time between SIGTERM and SIGKILL
 * @param ports the range from which its port is taken
 */
public record WorkerConfig(
        WorkerBinary binary,
        String model,
        int gpuDevice,
        List<String> arguments,
        Map<String, String> environment,
        Duration readyWithin,
        Duration grace,
        PortRange ports) {
    /** Checks the values and copies the collections. */
    public WorkerConfig {
        if (model.isBlank()) {
            throw new IllegalArgumentException("model must not be blank");
        }
        if (gpuDevice < 0) {
            throw new IllegalArgumentException("gpuDevice must be 0 or more, but was " + gpuDevice);
        }
        requirePositive("readyWithin", readyWithin);
        requirePositive("grace", grace);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Returns a builder with no further arguments, 30 s to be ready, 5 s of grace and the default ports. */
    public static WorkerConfigBuilder builder(WorkerBinary binary, String model) {
        return new WorkerConfigBuilder(binary, model);
    }

    /** Returns the command line of the contract's section 5. */
    WorkerCommand command(UUID workerId, int port) {
        List<String> all = new ArrayList<>(List.of(
                "--worker-id", workerId.toString(),
                "--model", model,
                "--gpu-device", Integer.toString(gpuDevice),
                "--port", Integer.toString(port)));
        all.addAll(arguments);
        return new WorkerCommand(binary, all, environment);
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above 0, but was " + value);
        }
    }
}
