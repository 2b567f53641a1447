package dev.gpuworker.real.process;

/** Links from failure messages to the documentation. */
final class Troubleshooting {
    private Troubleshooting() {}

    static String link(String anchor) {
        return "docs/real-worker.md#" + anchor;
    }
}
