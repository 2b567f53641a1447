package dev.gpuworker.real.standin.cli;

import dev.gpuworker.real.standin.StandIn;

/**
 * The stand-in worker with the real worker's command line: {@code --worker-id … --model … --gpu-device … --port …}. The
 * {@code STANDIN_…} environment variables say what it does wrong.
 */
public final class Main {
    private Main() {}

    /**
     * Runs until the worker is stopped, and exits with 0, 1 (could not start) or 2 (wrong command line or variable).
     */
    @SuppressWarnings("SystemOut") // this is a command line
    public static void main(String[] arguments) {
        StandIn standIn;
        try {
            standIn = StandIn.of(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(StandIn.IDENTITY + ": " + e.getMessage());
            System.exit(2);
            return;
        }
        dev.gpuworker.mock.cli.Main.run(standIn, arguments);
    }
}
