package dev.gpuworker.mock.cli;

import java.util.Locale;

/**
 * Every flag of the worker, with the bounds of those that are plain numbers. Each stands for an environment variable
 * too: {@code --port} for MOCK_WORKER_PORT. {@link FlagDefaults} knows the defaults.
 */
enum Flag {
    WORKER_ID("<uuid>", "the worker's id"),
    MODEL("<path>", "a .gguf file, or mock:<name> (see: models)"),
    GPU_DEVICE("<n>", "simulated device, 0 to " + (SimulatedDevices.DEVICES - 1), 0, Integer.MAX_VALUE),
    PORT("<port>", "0 for a free port, or 1024 to 65535"),
    CALLBACK_URL("<url>", "where to POST once ready"),
    MAX_TOKENS_OUT("<n>", "greatest max_tokens", 1, 1_000_000),
    INFERENCE_TIMEOUT_SEC("<n>", "longest run of a job in seconds", 1, 86_400),
    KV_CACHE_SIZE_MB("<n>", "greatest KV cache of a job, in MiB", 1, Integer.MAX_VALUE),

    HOST("<address>", "address to listen on"),
    SCENARIO("<file or name>", "scenarios from a YAML or JSON file, or a ready-made one (see: scenarios)"),
    DIALECT("<dialect>", "contract, or as-built for the worker of October 2025, which needs --callback-url"),
    SEED("<n>", "of all that is drawn, unsigned 64 bits"),
    VRAM("<size>", "of the simulated device, such as 24GiB"),
    BUSY("<wait|reject>", "what happens to a job that arrives while another runs"),
    SPEED("<factor>", "shortens every wait of a script, such as 20x"),
    WATCH("true|false", "loads the scenario file again when it changes"),
    STRICT("true|false", "refuses a job that matches no scenario"),
    CONTROL_PORT("<port>", "port of /mock/... on loopback; 0 for a free one"),
    ALLOW_ORIGIN("<origins>", "of web pages that may send requests, such as https://a.example; several with commas"),
    ALLOW_HOST("<names>", "in Host under which /mock/... is served; several with commas"),
    PORT_FILE("<file>", "written when ready: one port a line"),
    /** More than 64 are a load test, for which one worker with slots is the better tool. */
    INSTANCES("<n>", "workers in this process, whose ports and ids count up", 1, 64),
    LOG_FORMAT("<json|text>", "of the log on standard output");

    private static final String ENVIRONMENT_PREFIX = "MOCK_WORKER_";

    private final String label;
    private final String description;
    private final int least;
    private final int greatest;

    Flag(String label, String description) {
        this(label, description, 0, 0);
    }

    Flag(String label, String description, int least, int greatest) {
        this.label = label;
        this.description = description;
        this.least = least;
        this.greatest = greatest;
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String environmentVariable() {
        return ENVIRONMENT_PREFIX + name();
    }

    String label() {
        return label;
    }

    /** Returns what {@code --help} says of it, its bounds and its default included. */
    String help() {
        String bounds = least == greatest || greatest == Integer.MAX_VALUE ? "" : ", " + least + " to " + greatest;
        return description + bounds + " (default: " + FlagDefaults.of(this) + ")";
    }

    /** Returns the least number that it takes; only for flags with bounds. */
    int least() {
        return least;
    }

    /** Returns the greatest number that it takes; only for flags with bounds. */
    int greatest() {
        return greatest;
    }

    /** Returns whether the flag alone means {@code true}. */
    boolean isYesOrNo() {
        return this == WATCH || this == STRICT;
    }

    /** Returns whether a variable's name is of the form that this program reads. */
    static boolean looksLikeEnvironmentVariable(String name) {
        return name.startsWith(ENVIRONMENT_PREFIX);
    }
}
