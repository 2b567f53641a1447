package dev.gpuworker.real.process;

/** Where a failure message sends its reader. */
final class Troubleshooting {
    private Troubleshooting() {}

    static String link(String anchor) {
        return "docs/real-worker.md#" + anchor;
    }
}
