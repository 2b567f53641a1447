package dev.gpuworker.mock.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * The runnable jar: {@code java -jar mock-worker.jar}. Without arguments it serves as a worker on 127.0.0.1:8080;
 * {@code --help} describes the rest.
 */
public final class Main {
    private Main() {}

    /** Runs until the worker is stopped, and exits with 0, 1 (could not start) or 2 (wrong command line). */
    public static void main(String[] args) {
        run(new SimulatedDevices(), args);
    }

    /** Like {@link #main}, with the caller's own devices: the worker is then a stand-in and not a mock. */
    public static void run(WorkerDevice.Opener devices, String... args) {
        StartAhead.begin();
        LogBridge.install();
        var stop = new StopRequest(Runtime.getRuntime()::halt);
        // Not System.out, which hides a full disk and writes question marks under LC_ALL=C.
        var out = new FileOutputStream(FileDescriptor.out);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(new MockProgram(System.getenv(), out, err, stop, devices).run(args));
    }
}
