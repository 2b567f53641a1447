package dev.gpuworker.mock.cli;

/**
 * The runnable jar: {@code java -jar mock-worker.jar}. Without arguments it serves as a worker on 127.0.0.1:8080;
 * {@code --help} tells the rest.
 */
public final class Main {
    private Main() {}

    /** Runs until the worker is stopped, and exits with 0, 1 (could not start) or 2 (wrong command line). */
    public static void main(String[] args) {
        run(new SimulatedDevices(), args);
    }

    /** Does the same with devices of the caller's own: the worker is a stand-in then, and not a mock. */
    @SuppressWarnings("SystemOut") // The one place that knows the process's own streams.
    public static void run(WorkerDevice.Opener devices, String... args) {
        StartAhead.begin();
        LogBridge.install();
        var stop = new StopRequest(Runtime.getRuntime()::halt);
        System.exit(new Program(System.getenv(), System.out, System.err, stop, devices).run(args));
    }
}
