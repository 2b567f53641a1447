package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.scenario.ScenarioSet;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that a start needs to know, with every default filled in.
 *
 * @param worker settings of the first worker; its model is not loaded yet
 * @param scenarios what the workers answer with
 * @param watched the scenario file, where it is to be loaded again when it changes
 * @param model what {@code --model} names
 * @param gpuDevice of the workers
 * @param callback where to POST once ready
 * @param loading from start to ready
 * @param portFile where to write the ports
 * @param instances number of workers
 */
record Launch(
        MockWorkerConfig worker,
        ScenarioSet scenarios,
        Optional<Path> watched,
        String model,
        int gpuDevice,
        Optional<URI> callback,
        Duration loading,
        Optional<Path> portFile,
        int instances) {
    /** Returns what log lines of the whole process begin with. */
    Map<String, Object> identity() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", worker.workerId());
        fields.put("model", model);
        fields.put("gpu_device", gpuDevice);
        return fields;
    }
}
