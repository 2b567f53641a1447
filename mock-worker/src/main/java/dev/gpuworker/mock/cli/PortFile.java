package dev.gpuworker.mock.cli;

import dev.gpuworker.wire.ErrorCode;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/** Tells the ports to whoever waits for the file: it appears whole, or not at all. */
final class PortFile {
    private PortFile() {}

    /** Writes one port a line, in the order of the instances. */
    static void write(Path file, List<Integer> ports) throws StartFailure {
        Path target = file.toAbsolutePath();
        String lines = ports.stream().map(port -> port + "\n").collect(Collectors.joining());
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw failure(file, "its folder does not exist");
        }
        if (Files.isDirectory(target)) {
            throw failure(file, "it is a folder");
        }
        try {
            Path whole = Files.createTempFile(parent, target.getFileName() + ".", ".tmp");
            try {
                Files.writeString(whole, lines);
                move(whole, target);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (AccessDeniedException e) {
            throw failure(file, "permission denied");
        } catch (FileSystemException e) {
            throw failure(file, e.getReason() == null ? e.toString() : e.getReason());
        } catch (IOException e) {
            throw failure(file, String.valueOf(e.getMessage()));
        }
    }

    private static void move(Path whole, Path target) throws IOException {
        try {
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(whole, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static StartFailure failure(Path file, String reason) {
        return new StartFailure(ErrorCode.INTERNAL, "--port-file " + file + " cannot be written: " + reason);
    }
}
