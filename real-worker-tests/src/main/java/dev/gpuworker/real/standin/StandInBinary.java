package dev.gpuworker.real.standin;

import dev.gpuworker.io.WholeFile;
import dev.gpuworker.real.vram.device.CudaLibrary;
import dev.gpuworker.real.vram.device.CudaLibraryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Creates an executable for the stand-in, so that tests can start it like the real binary. */
public final class StandInBinary {
    private static final String NAME = "worker-orcd-stand-in";

    private StandInBinary() {}

    /**
     * Writes a shell script that runs the stand-in with this JVM's Java and class path. The script works while this JVM
     * lives.
     *
     * @param folder an existing folder
     * @return the script
     * @throws IOException if it can't be written
     */
    public static Path writeTo(Path folder) throws IOException {
        return writeTo(folder, System.getProperty("java.class.path"));
    }

    /**
     * Writes the script with another class path, for a JVM whose own class path is a jar that only names the real one.
     */
    public static Path writeTo(Path folder, String classPath) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
        command.addAll(jcudaOptions());
        command.addAll(List.of("-cp", classPath, "dev.gpuworker.real.standin.cli.Main"));
        // A JVM keeps ignoring a signal that was ignored when it started.
        String script =
                """
                #!/bin/sh
                [ -z "${STANDIN_IGNORE_SIGTERM:-}" ] || trap '' TERM
                exec %s "$@"
                """.formatted(command.stream().map(StandInBinary::quoted).collect(Collectors.joining(" ")));
        Path file = folder.resolve(NAME);
        WholeFile.write(file, script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<String> jcudaOptions() {
        try {
            return CudaLibrary.jvmOptions();
        } catch (CudaLibraryException e) {
            // Then the stand-in runs without a device, and says so.
            return List.of();
        }
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
