package dev.gpuworker.bench.run;

/** Prints what the bench does; no other class prints. */
final class Console {
    private Console() {}

    @SuppressWarnings("SystemOut")
    static void say(String line) {
        System.out.println(line);
    }
}
