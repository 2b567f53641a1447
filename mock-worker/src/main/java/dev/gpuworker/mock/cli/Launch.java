package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorkerConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything that a start needs to know, with every default filled in.
 *
 * @param worker settings of the first worker; its model is not loaded yet
 * @param model what {@code --model} names
 * @param gpuDevice of the first worker
 * @param callback where to POST once ready
 * @param loading from start to ready
 * @param portFile where to write the ports
 * @param instances number of workers
 * @param watch whether to load the scenario file again when it changes
 */
record Launch(
        MockWorkerConfig worker,
        String model,
        int gpuDevice,
        Optional<URI> callback,
        Duration loading,
        Optional<Path> portFile,
        int instances,
        boolean watch) {}
