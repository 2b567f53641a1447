package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.read.SetReader;
import dev.gpuworker.mock.scenario.internal.read.SourceFile;
import dev.gpuworker.mock.scenario.internal.read.SourceText;
import java.nio.file.Path;

/**
 * Reads scenario files: YAML, or JSON with the same words. Everything that is wrong is told at once. Thread-safe.
 *
 * <pre>{@code
 * ScenarioSet set = ScenarioYaml.read(Path.of("worker.yaml"));
 * }</pre>
 */
public final class ScenarioYaml {
    /** Larger files are refused. */
    public static final int FILE_BYTES_MAX = 1024 * 1024;

    private ScenarioYaml() {}

    /**
     * Returns the scenarios of a file; JSON where its name ends in {@code .json}. Throws {@link ScenarioException} with
     * every problem, an unreadable file included.
     */
    public static ScenarioSet read(Path file) {
        return SetReader.read(SourceFile.read(file));
    }

    /**
     * Returns the scenarios of a text. Throws {@link ScenarioException} with every problem.
     *
     * @param name stands for the file in messages; an end of {@code .json} or {@code .yaml} tells the format, which
     *     otherwise the first character tells
     */
    public static ScenarioSet parse(String name, String text) {
        return SetReader.read(SourceFile.bounded(SourceText.of(name, text)));
    }

    /** As {@link #parse(String, String)}, from the bytes of a file or a request. */
    public static ScenarioSet parse(String name, byte[] bytes) {
        return SetReader.read(SourceFile.decode(name, bytes));
    }
}
