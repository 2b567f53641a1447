package dev.gpuworker.mock.cli;

import dev.gpuworker.io.WholeFile;
import dev.gpuworker.wire.ErrorCode;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the file from which other programs read the ports: it appears whole or not at all. */
final class PortFile {
    private PortFile() {}

    /** Writes one port per line, in the order of the instances. */
    static void write(Path file, List<Integer> ports) throws StartFailure {
        try {
            WholeFile.write(file, ports.stream().map(port -> port + "\n").collect(Collectors.joining()));
        } catch (FileSystemException e) {
            throw new StartFailure(ErrorCode.INTERNAL, "--port-file " + file + " cannot be written: " + e.getReason());
        }
    }
}
