package dev.gpuworker.mock.scenario;

import dev.gpuworker.io.FilePath;
import dev.gpuworker.mock.scenario.internal.read.Unresolved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The source of scenarios: the name of a shipped set or scenario, or a file. A shipped name takes precedence over a
 * file of the same name; write {@code ./haiku} for the file.
 *
 * @param text as the user gave it: {@code haiku} or {@code worker.yaml}
 */
public record ScenarioSource(String text) {
    /**
     * Returns the scenarios. Throws {@link ScenarioException} with every problem, including an unknown name or an
     * unreadable file.
     */
    public ScenarioSet load() {
        if (Scenarios.sets().contains(text)) {
            return Scenarios.set(text);
        }
        Optional<Scenario> shipped = isName() ? Scenarios.find(text) : Optional.empty();
        if (shipped.isPresent()) {
            return ScenarioSet.of(shipped.get());
        }
        Path file;
        try {
            file = FilePath.of(text);
        } catch (IllegalArgumentException e) {
            throw Unresolved.notAPath(text, String.valueOf(e.getMessage()));
        }
        if (isName() && !Files.exists(file)) {
            throw Unresolved.neitherNameNorFile(text, Scenarios.names());
        }
        return ScenarioYaml.read(file);
    }

    /** Returns the file, which can be watched; empty for shipped scenarios. */
    public Optional<Path> file() {
        if (Scenarios.sets().contains(text) || (isName() && Scenarios.find(text).isPresent())) {
            return Optional.empty();
        }
        try {
            return Optional.of(FilePath.of(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isName() {
        return text.matches("[a-z0-9-]{1,100}");
    }
}
