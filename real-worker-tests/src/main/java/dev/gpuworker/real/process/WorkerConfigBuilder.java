package dev.gpuworker.real.process;

import dev.gpuworker.wire.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects a {@link WorkerConfig}. Not thread-safe. */
public final class WorkerConfigBuilder {
    final WorkerBinary binary;
    final String model;
    int gpuDevice;
    final List<String> arguments = new ArrayList<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    Dialect dialect = Dialect.CONTRACT;
    Duration readyWithin = Duration.ofSeconds(30);
    Duration grace = WorkerProcess.GRACE;
    PortRange ports = PortRange.DEFAULT;

    WorkerConfigBuilder(WorkerBinary binary, String model) {
        this.binary = binary;
        this.model = model;
    }

    /** Sets the index of the CUDA device; 0 unless set. */
    public WorkerConfigBuilder gpuDevice(int index) {
        this.gpuDevice = index;
        return this;
    }

    /** Adds arguments after the four that every worker gets; none unless added. */
    public WorkerConfigBuilder arguments(List<String> more) {
        arguments.addAll(more);
        return this;
    }

    /** Adds an environment variable; the worker also inherits this JVM's environment. */
    public WorkerConfigBuilder environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * Sets what the worker speaks; the contract unless set. The worker as built gets a {@code --callback-url}, unless
     * its arguments have one.
     */
    public WorkerConfigBuilder dialect(Dialect spoken) {
        this.dialect = spoken;
        return this;
    }

    /** Sets how long the worker may take until it is ready, above 0; 30 s unless set. */
    public WorkerConfigBuilder readyWithin(Duration patience) {
        this.readyWithin = patience;
        return this;
    }

    /** Sets the time between SIGTERM and SIGKILL, above 0; 5 s unless set. */
    public WorkerConfigBuilder grace(Duration time) {
        this.grace = time;
        return this;
    }

    /** Sets the range from which ports are taken; 20000 to 29999 unless set. */
    public WorkerConfigBuilder ports(PortRange range) {
        this.ports = range;
        return this;
    }

    /** Returns the frozen settings. */
    public WorkerConfig build() {
        return new WorkerConfig(this);
    }
}
