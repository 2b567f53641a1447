package dev.gpuworker.real.process;

import dev.gpuworker.wire.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The configuration of a worker: everything but its id and its port, which are new for every start. Immutable. */
public final class WorkerConfig {
    private static final String CALLBACK_URL = "--callback-url";

    private final WorkerBinary binary;
    private final String model;
    private final int gpuDevice;
    private final List<String> arguments;
    private final Map<String, String> environment;
    private final Dialect dialect;
    private final Duration readyWithin;
    private final Duration grace;
    private final PortRange ports;

    /** Checks the values and copies the collections. */
    WorkerConfig(WorkerConfigBuilder from) {
        if (from.model.isBlank()) {
            throw new IllegalArgumentException("model must not be blank");
        }
        if (from.gpuDevice < 0) {
            throw new IllegalArgumentException("gpuDevice must be 0 or more, but was " + from.gpuDevice);
        }
        requirePositive("readyWithin", from.readyWithin);
        requirePositive("grace", from.grace);
        this.binary = from.binary;
        this.model = from.model;
        this.gpuDevice = from.gpuDevice;
        this.arguments = List.copyOf(from.arguments);
        this.environment = Map.copyOf(from.environment);
        this.dialect = from.dialect;
        this.readyWithin = from.readyWithin;
        this.grace = from.grace;
        this.ports = from.ports;
    }

    /**
     * Returns a builder with no further arguments, the contract's dialect, 30 s to be ready, 5 s of grace and the
     * default ports.
     */
    public static WorkerConfigBuilder builder(WorkerBinary binary, String model) {
        return new WorkerConfigBuilder(binary, model);
    }

    /**
     * Returns the command line of the contract's section 5.
     *
     * @param workerId the worker's id
     * @param port the port on which it serves
     * @param callback where it reports that it is ready; without one, no {@code --callback-url} is added
     */
    public WorkerCommand command(UUID workerId, int port, Optional<URI> callback) {
        List<String> all = new ArrayList<>(List.of(
                "--worker-id", workerId.toString(),
                "--model", model,
                "--gpu-device", Integer.toString(gpuDevice),
                "--port", Integer.toString(port)));
        callback.ifPresent(url -> all.addAll(List.of(CALLBACK_URL, url.toString())));
        all.addAll(arguments);
        return new WorkerCommand(binary, all, environment);
    }

    /**
     * Returns whether a start has to pass {@code --callback-url}: the worker as built requires it (section 6, no. 18),
     * and its arguments don't have it.
     */
    public boolean needsCallback() {
        return dialect == Dialect.AS_BUILT
                && arguments.stream()
                        .noneMatch(word -> word.equals(CALLBACK_URL) || word.startsWith(CALLBACK_URL + "="));
    }

    /** Returns the program. */
    public WorkerBinary binary() {
        return binary;
    }

    /** Returns the path of a GGUF file, or whatever else this program takes after {@code --model}. */
    public String model() {
        return model;
    }

    /** Returns the index of the CUDA device, from 0. */
    public int gpuDevice() {
        return gpuDevice;
    }

    /** Returns the further arguments, after those that every worker gets (M0-W-1100). */
    public List<String> arguments() {
        return arguments;
    }

    /** Returns the further environment variables. */
    public Map<String, String> environment() {
        return environment;
    }

    /** Returns what the worker speaks. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns how long {@code GET /health} may take to answer 200. */
    public Duration readyWithin() {
        return readyWithin;
    }

    /** Returns the time between SIGTERM and SIGKILL. */
    public Duration grace() {
        return grace;
    }

    /** Returns the range from which its port is taken. */
    public PortRange ports() {
        return ports;
    }

    private static void requirePositive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " must be above 0, but was " + value);
        }
    }
}
