package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.read.SetReader;
import dev.gpuworker.mock.scenario.internal.read.SourceFile;
import dev.gpuworker.mock.scenario.internal.read.SourceText;
import java.nio.file.Path;

/**
 * Reads scenario files: YAML, or JSON with the same words. All problems are reported at once. Thread-safe.
 *
 * <pre>{@code
 * ScenarioSet set = ScenarioYaml.read(Path.of("worker.yaml"));
 * }</pre>
 */
public final class ScenarioYaml {
    /** The most bytes of a file; larger files are refused. */
    public static final int FILE_BYTES_MAX = 1024 * 1024;

    private ScenarioYaml() {}

    /**
     * Returns the scenarios of a file; JSON if its name ends in {@code .json}. Throws {@link ScenarioException} with
     * every problem, including an unreadable file.
     */
    public static ScenarioSet read(Path file) {
        return SetReader.read(SourceFile.read(file));
    }

    /**
     * Returns the scenarios of a text. Throws {@link ScenarioException} with every problem.
     *
     * @param name name of the file in messages; its suffix {@code .json} or {@code .yaml} decides the format, otherwise
     *     the first character does
     */
    public static ScenarioSet parse(String name, String text) {
        return SetReader.read(SourceFile.bounded(SourceText.of(name, text)));
    }

    /** Like {@link #parse(String, String)}, from the bytes of a file or a request. */
    public static ScenarioSet parse(String name, byte[] bytes) {
        return SetReader.read(SourceFile.decode(name, bytes));
    }
}
