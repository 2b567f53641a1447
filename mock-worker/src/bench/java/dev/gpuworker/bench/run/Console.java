package dev.gpuworker.bench.run;

/** Where the bench tells what it does; the one place that prints. */
final class Console {
    private Console() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println(line);
    }
}
