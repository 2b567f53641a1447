package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Check;
import dev.gpuworker.conformance.Keyword;
import java.util.List;

/** The checks of a worker's device memory. */
public enum VramCheck {
    /** At the start, memory in use rises by at least the size of the weights. */
    LOADED(
            "V-101",
            "Memory in use rises by at least the model's weights at the start.",
            "vram-not-loaded",
            "M0-SYS-2.2.1",
            "M0-W-1020"),
    /** Memory in use is the same after jobs that finished, failed, were cancelled or lost their client. */
    LEVEL_ACROSS_JOBS(
            "V-102",
            "Memory in use stays level over jobs, however they end.",
            "vram-not-level",
            "M0-W-1021",
            "M0-W-1330"),
    /** Memory in use returns to the baseline once the process has gone. */
    BACK_AT_BASELINE(
            "V-103", "Memory in use is back at the baseline after the worker's exit.", "vram-not-back", "M0-W-1630"),
    /** Memory in use doesn't grow with the number of requests. */
    LEAK("V-104", "Memory in use does not grow with the number of requests.", "vram-leak", "M0-W-1021"),
    /** {@code vram_bytes_used} of {@code /health} agrees with the device. */
    HEALTH_AGREES("V-105", "vram_bytes_used of /health agrees with the device.", "vram-health-differs", "M0-W-1320");

    @SuppressWarnings("ImmutableEnumChecker") // a record that copies its list
    private final Check check;

    VramCheck(String id, String title, String anchor, String... requirements) {
        this.check = new Check(id, Keyword.MUST, List.of(requirements), title, "docs/real-worker.md#" + anchor);
    }

    /** Returns the check with its id, requirements, title, and a link for failures. */
    public Check check() {
        return check;
    }
}
