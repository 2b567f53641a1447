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
 * All settings of a start, with every default filled in.
 *
 * @param worker settings of the first worker; its model is not loaded yet
 * @param scenarios scenarios with which the workers answer
 * @param watched the scenario file, if it is to be reloaded when it changes
 * @param model value of {@code --model}
 * @param gpuDevice device index of the workers
 * @param callback URL to POST to once ready
 * @param loading time from start to ready
 * @param portFile file for the ports
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
    /** Returns the fields with which log lines of the whole process begin. */
    Map<String, Object> identity() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("worker_id", worker.workerId());
        fields.put("model", model);
        fields.put("gpu_device", gpuDevice);
        return fields;
    }
}
