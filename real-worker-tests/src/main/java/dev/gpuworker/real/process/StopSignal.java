package dev.gpuworker.real.process;

/** What it took to end a worker. */
public enum StopSignal {
    /** It had ended before anyone asked. */
    NONE(" before it was asked to stop"),
    /** SIGTERM was enough. */
    TERM(" on SIGTERM"),
    /** It outlived its grace. */
    KILL(" on SIGKILL, since SIGTERM was not enough,");

    private final String words;

    StopSignal(String words) {
        this.words = words;
    }

    String describe() {
        return words;
    }
}
