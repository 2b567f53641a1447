package dev.gpuworker.real.standin;

import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A child process that holds device memory and outlives the worker: it runs in its own session and ignores SIGTERM. */
final class LeftBehindChild {
    /** Longer than any wait for device memory to come back, so that the child is found; then it ends by itself. */
    private static final long LIFE_SECONDS = 90;

    private LeftBehindChild() {}

    /** Starts it and returns once it holds the memory. */
    static void start(int device, long bytes) {
        var command = new ArrayList<>(List.of("sh", "-c", "trap '' TERM; exec setsid \"$@\"", "sh"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.library.path=" + System.getProperty("java.library.path"),
                "-cp",
                System.getProperty("java.class.path"),
                LeftBehindChild.class.getName(),
                String.valueOf(device),
                String.valueOf(bytes)));
        var builder = new ProcessBuilder(command)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectError(Redirect.DISCARD);
        try {
            // The child writes one byte once it holds the memory; end-of-stream means that it failed.
            if (builder.start().getInputStream().read() < 0) {
                throw new IllegalStateException(
                        "the child process to be left behind could not allocate " + bytes + " bytes");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the child process to be left behind could not be started", e);
        }
    }

    /** Holds {@code arguments[1]} bytes of device {@code arguments[0]}. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (DeviceAllocator memory = Cuda.openAllocator(Integer.parseInt(arguments[0]));
                var out = new FileOutputStream(FileDescriptor.out)) {
            memory.allocate(Long.parseLong(arguments[1]));
            out.write('!');
            boolean counted = new CountDownLatch(1).await(LIFE_SECONDS, TimeUnit.SECONDS);
            assert !counted;
        }
    }
}
