package dev.gpuworker.real.cli;

import dev.gpuworker.io.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Creates the folder of {@code --report-dir}. */
final class ReportDir {
    private ReportDir() {}

    /** Creates the folder and checks that it can be written; throws {@link IllegalArgumentException} if it can't. */
    static Path make(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createFile(folder.resolve(".probe." + UUID.randomUUID() + ".part")));
            return folder;
        } catch (IOException e) {
            throw new IllegalArgumentException("--report-dir " + folder + " can't be written: " + FileReason.of(e), e);
        }
    }
}
