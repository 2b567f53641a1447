package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.mock.scenario.Problem;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads a file's text; the file must be regular, not too large, and UTF-8. */
public final class SourceFile {
    private static final int MAX = ScenarioYaml.FILE_BYTES_MAX;

    private SourceFile() {}

    /** Returns the file's text. Throws {@link ScenarioException} if it has none. */
    public static SourceText read(Path file) {
        String name = file.toString();
        // Reading a device or a pipe might never end, and a watched one would be read again and again.
        if (Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file)) {
            throw unusable(name, "is not a regular file", "");
        }
        if (file.toFile().length() > MAX && Files.isRegularFile(file)) {
            throw tooLarge(name);
        }
        try {
            return SourceText.of(name, TextFiles.read(file, MAX));
        } catch (TextFileException e) {
            throw located(name, e);
        }
    }

    /** Returns the text of these bytes, without a byte order mark. */
    public static SourceText decode(String name, byte[] bytes) {
        if (bytes.length > MAX) {
            throw tooLarge(name);
        }
        try {
            return SourceText.of(name, TextFiles.decode(name, bytes));
        } catch (TextFileException e) {
            throw located(name, e);
        }
    }

    /** Returns the same text. Throws {@link ScenarioException} if it is too large. */
    public static SourceText bounded(SourceText source) {
        if (source.text().length() > MAX) {
            throw tooLarge(source.name());
        }
        return source;
    }

    private static ScenarioException located(String name, TextFileException e) {
        if (e.line() == 0) {
            return unusable(name, e.problem(), e.remedy());
        }
        List<String> lines = SourceText.of(name, e.before()).lines();
        String last = lines.get(lines.size() - 1);
        int column = last.codePointCount(0, last.length()) + 1;
        String remedy = e.remedy() + "; is it a scenario file?";
        return at(name, new Problem(lines.size(), column, 1, e.problem(), remedy));
    }

    private static ScenarioException tooLarge(String name) {
        return unusable(name, "is larger than " + MAX / 1024 + " KiB", "split it into several files");
    }

    private static ScenarioException unusable(String name, String problem, String hint) {
        return at(name, new Problem(1, 1, 1, problem, hint));
    }

    private static ScenarioException at(String name, Problem problem) {
        return new ScenarioException(name, List.of(problem), ProblemText.of(name, problem, ""));
    }
}
