package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioWatch;
import dev.gpuworker.wire.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * {@code --watch}: gives changed scenarios to all workers and logs it. The file's seed and {@code worker:} block count
 * at the start only.
 */
record ScenarioReload(Path file, List<MockWorker> workers, EventLog log) implements ScenarioWatch.Listener {
    @Override
    public void changed(ScenarioSet set) {
        workers.forEach(worker -> worker.scenarios(set.withSeed(worker.config().seed())));
        log.info(
                "scenarios_loaded",
                Map.of("file", file, "scenarios", set.scenarios().size()));
    }

    @Override
    public void broken(ScenarioException problems) {
        log.log(
                LogLevel.ERROR,
                "error",
                Map.of(
                        "code",
                        ErrorCode.INVALID_REQUEST.name(),
                        "file",
                        file,
                        "errors",
                        problems.problems().size(),
                        "message",
                        "the scenarios stay as they were: " + problems.report()));
    }
}
