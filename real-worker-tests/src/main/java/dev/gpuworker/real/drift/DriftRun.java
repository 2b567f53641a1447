package dev.gpuworker.real.drift;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.real.process.NoAnswerException;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records what a worker answers, and compares it with what the mock answers by default. A mock that played the
 * recording could never differ from it.
 *
 * <p>The folder gets {@code answers.ndjson} (a line for each request), {@code <request>.ndjson} (the frames of each
 * stream), {@code scenarios.json} (which the mock plays with {@code --scenario}), {@code drift.md} and
 * {@code drift.json}.
 */
public final class DriftRun {
    static final String ANSWERS = "answers";

    /** The mock need not wait as long as the real worker did: order and shape don't depend on time. */
    private static final double SPEED = 1000;

    private final List<RecordedRequest> requests;
    private final Path folder;
    private final AnswerRecorder recorder;

    /** Creates a run that writes into this folder, which must exist. */
    public DriftRun(List<RecordedRequest> requests, Path folder) {
        this(requests, folder, request -> {});
    }

    /** Creates a run with a listener that is notified of each request before it is sent. */
    public DriftRun(List<RecordedRequest> requests, Path folder, Consumer<String> progress) {
        this.requests = List.copyOf(requests);
        this.folder = folder;
        this.recorder = new AnswerRecorder(progress);
    }

    /** Ends a run from another thread: {@link #run} writes what was recorded, then throws. */
    public void giveUp() {
        recorder.giveUp();
    }

    /**
     * Records, compares and writes the files.
     *
     * @throws NoAnswerException if the worker answered no request at all; then nothing was written
     * @throws CancellationException if {@link #giveUp} was called
     * @throws IOException if a file can't be written; the others are
     */
    public DriftReport run(URI worker) throws IOException {
        return run(worker, report -> {});
    }

    /** Does the same, and passes the report to a listener even if a file can't be written. */
    public DriftReport run(URI worker, Consumer<DriftReport> told) throws IOException {
        List<RecordedAnswer> real = recorder.record(worker, requests);
        if (!real.isEmpty()
                && real.stream().allMatch(answer -> answer.transcript().status() == 0)) {
            throw NoAnswerException.of(worker, real.get(0).transcript());
        }
        Thread.interrupted(); // an interrupt would prevent the files from being written, and is no longer needed
        Files files = new Files(folder);
        List<String> notes = write(real, files);
        if (real.size() < requests.size()) {
            files.finish();
            throw new CancellationException("given up after " + real.size() + " of " + requests.size() + " requests");
        }
        List<RecordedAnswer> mock;
        try (MockWorker player = MockWorker.builder().speed(SPEED).start()) {
            mock = new AnswerRecorder(request -> {}).record(player.url(), requests);
        }
        List<Difference> differences = new ArrayList<>();
        for (int i = 0; i < real.size(); i++) {
            differences.addAll(DriftComparison.of(mock.get(i), real.get(i)));
        }
        DriftReport report = new DriftReport(worker.toString(), requests.size(), differences, notes);
        files.write("drift.md", report.markdown());
        files.write("drift.json", report.json());
        told.accept(report);
        files.finish();
        return report;
    }

    private static List<String> write(List<RecordedAnswer> answers, Files files) {
        StringBuilder lines = new StringBuilder();
        for (RecordedAnswer answer : answers) {
            lines.append(PrintableText.of(WireJson.text(answer.toJson()))).append('\n');
            if (answer.isStream()) {
                files.write(answer.request().name() + ".ndjson", answer.framesNdjson());
            }
        }
        files.write(ANSWERS + ".ndjson", lines.toString());
        ScenarioFile scenarios = ScenarioFile.of(answers);
        for (int i = 0; i < scenarios.texts().size(); i++) {
            files.write(
                    i == 0 ? "scenarios.json" : "scenarios-" + (i + 1) + ".json",
                    scenarios.texts().get(i) + "\n");
        }
        answers.stream()
                .filter(answer -> scenarios.left().contains(answer.request().name()))
                .forEach(answer -> files.write(
                        answer.request().name() + ".body", answer.transcript().body()));
        return scenarios.notes();
    }

    /** Writes the files of the folder. If one can't be written, the others still are. Not thread-safe. */
    private static final class Files {
        private final Path folder;
        private @Nullable FileSystemException failure;

        Files(Path folder) {
            this.folder = folder;
        }

        void write(String name, String text) {
            write(name, text.getBytes(StandardCharsets.UTF_8));
        }

        void write(String name, byte[] bytes) {
            try {
                WholeFile.write(folder.resolve(name), bytes);
            } catch (FileSystemException e) {
                failure = failure == null ? e : failure;
            }
        }

        /** Throws the first failure. */
        void finish() throws FileSystemException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
