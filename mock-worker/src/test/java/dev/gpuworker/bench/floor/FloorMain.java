package dev.gpuworker.bench.floor;

/** The floor as a process of its own; the one argument is the port. */
public final class FloorMain {
    private FloorMain() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws Exception {
        try (FloorServer floor = FloorServer.start(Integer.parseInt(args[0]))) {
            floor.join();
        }
    }
}
