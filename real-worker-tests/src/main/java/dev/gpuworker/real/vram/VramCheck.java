package dev.gpuworker.real.vram;

/** What is judged about a worker's device memory. */
public enum VramCheck {
    /** Memory in use rose by at least the weights at start (M0-SYS-2.2.1, M0-W-1020). */
    LOADED("loaded", "vram-not-loaded"),
    /**
     * Memory in use is the same after jobs that finished, failed, were cancelled or lost their client (M0-W-1021,
     * M0-W-1330).
     */
    LEVEL_ACROSS_JOBS("level across jobs", "vram-not-level"),
    /** Memory in use returns to the baseline once the process has gone (M0-W-1630). */
    BACK_AT_BASELINE("back at the baseline after exit", "vram-not-back"),
    /** Memory in use doesn't grow with the number of requests (M0-W-1021). */
    LEAK("no leak", "vram-leak"),
    /** {@code vram_bytes_used} of {@code /health} is what the device shows (M0-W-1320). */
    HEALTH_AGREES("health agrees with the device", "vram-health-differs");

    private final String title;
    private final String anchor;

    VramCheck(String title, String anchor) {
        this.title = title;
        this.anchor = anchor;
    }

    /** Returns the name for people. */
    public String title() {
        return title;
    }

    /** Returns where to read on when it fails. */
    public String anchor() {
        return "docs/real-worker.md#" + anchor;
    }
}
