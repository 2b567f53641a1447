package dev.gpuworker.real.process;

import dev.gpuworker.io.FilePath;
import dev.gpuworker.real.process.linux.ProgramFile;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A worker's program that passed its checks: an ELF program for this machine, or a script with an interpreter that
 * exists.
 *
 * @param path absolute path
 */
public record WorkerBinary(Path path) {
    /** Checks the file. */
    public WorkerBinary {
        path = path.toAbsolutePath();
        check(path);
    }

    /**
     * Finds the program: a path, or a bare name. If the working folder has no file of that name, the folders of
     * {@code PATH} are searched.
     *
     * @throws BinaryUnusableException if it is missing, a folder, not executable or not a program
     */
    public static WorkerBinary find(String nameOrPath) {
        if (nameOrPath.isBlank()) {
            throw new BinaryUnusableException("''", "is empty: give the path of the worker's program");
        }
        try {
            Path path = FilePath.of(nameOrPath);
            boolean bareName = path.getNameCount() == 1 && !path.isAbsolute() && !Files.exists(path);
            return new WorkerBinary(bareName ? onPath(nameOrPath).orElse(path) : path);
        } catch (IllegalArgumentException e) {
            throw new BinaryUnusableException(nameOrPath, String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Path> onPath(String name) {
        String folders = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : folders.split(File.pathSeparator, -1)) {
            Path candidate = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static void check(Path path) {
        if (!Files.exists(path)) {
            throw new BinaryUnusableException(path.toString(), whyMissing(path));
        }
        if (Files.isDirectory(path)) {
            throw new BinaryUnusableException(path.toString(), "is a folder, not a program");
        }
        if (!Files.isRegularFile(path)) {
            throw new BinaryUnusableException(path.toString(), "is not a regular file");
        }
        if (!Files.isExecutable(path)) {
            throw new BinaryUnusableException(
                    path.toString(), "is not executable: chmod +x, or a file system mounted noexec?");
        }
        ProgramFile.whyNotRunnable(path).ifPresent(why -> {
            throw new BinaryUnusableException(path.toString(), why);
        });
    }

    private static String whyMissing(Path path) {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return "is a link whose target does not exist";
        }
        Path parent = path.getParent();
        return parent == null || Files.isDirectory(parent)
                ? "does not exist"
                : "does not exist; neither does its folder";
    }
}
