package dev.gpuworker.real.drift;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.real.report.WholeFile;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records what a worker answers, and compares it with what the mock says to the same requests of its own accord: a mock
 * that played the recording could never differ from it.
 *
 * <p>The folder gets {@code answers.ndjson} (a line for each request), {@code <request>.ndjson} (the frames of each
 * stream), {@code scenarios.json} (which the mock plays with {@code --scenario}), {@code drift.md} and
 * {@code drift.json}.
 */
public final class DriftRun {
    /** The mock need not wait as long as the real worker did; order and shape don't depend on it. */
    private static final double SPEED = 1000;

    private final List<RecordedRequest> requests;
    private final Path folder;

    /** Creates a run that writes into this folder, which must exist. */
    public DriftRun(List<RecordedRequest> requests, Path folder) {
        this.requests = List.copyOf(requests);
        this.folder = folder;
    }

    /**
     * Runs it.
     *
     * @throws NoAnswerException when the worker answered no request at all; then nothing was written
     * @throws IOException when the folder can't be written
     */
    public DriftReport run(URI worker) throws IOException {
        List<RecordedAnswer> real = AnswerRecorder.record(worker, requests);
        if (real.stream().allMatch(answer -> answer.transcript().status() == 0)) {
            throw new NoAnswerException(worker, real.get(0).transcript());
        }
        write(real);
        List<RecordedAnswer> mock;
        try (MockWorker player = MockWorker.builder()
                .speed(SPEED)
                .start()) {
            mock = AnswerRecorder.record(player.url(), requests);
        }
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            differences.addAll(DriftComparison.of(mock.get(i), real.get(i)));
        }
        DriftReport report = new DriftReport(worker.toString(), requests.size(), differences);
        write("drift.md", report.markdown());
        write("drift.json", report.json());
        return report;
    }

    private void write(List<RecordedAnswer> answers) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (RecordedAnswer answer : answers) {
            lines.append(WireJson.text(answer.toJson())).append('\n');
            if (answer.isStream()) {
                write(answer.request().name() + ".ndjson", answer.framesNdjson());
            }
        }
        write("answers.ndjson", lines.toString());
        Optional<String> file = ScenarioFile.of(answers);
        if (file.isPresent()) {
            ScenarioYaml.parse("scenarios.json", file.get()); // nothing is written that the mock would refuse
            write("scenarios.json", file.get() + "\n");
        }
    }

    private void write(String name, String text) throws IOException {
        WholeFile.write(folder.resolve(name), text);
    }
}
