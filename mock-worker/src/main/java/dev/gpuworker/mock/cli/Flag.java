package dev.gpuworker.mock.cli;

import java.util.Locale;

/**
 * Every flag of the worker, with the bounds of plain numbers. Each flag also has an environment variable:
 * MOCK_WORKER_PORT for {@code --port}. {@link FlagDefaults} knows the defaults.
 */
enum Flag {
    WORKER_ID("<uuid>", "the worker's id"),
    MODEL("<path>", "a .gguf file, or mock:<name> (see: models)"),
    GPU_DEVICE("<n>", "simulated device, 0 to " + (SimulatedDevices.DEVICES - 1), 0, Integer.MAX_VALUE),
    PORT("<port>", "0 for a free port, or 1024 to 65535"),
    CALLBACK_URL("<url>", "URL to POST to once the worker is ready"),
    MAX_TOKENS_OUT("<n>", "greatest max_tokens", 1, 1_000_000),
    INFERENCE_TIMEOUT_SEC("<n>", "time limit of a job, in seconds", 1, 86_400),
    KV_CACHE_SIZE_MB("<n>", "greatest KV cache of a job, in MiB", 1, Integer.MAX_VALUE),

    HOST("<address>", "address to listen on"),
    SCENARIO("<file or name>", "scenarios from a YAML or JSON file, or a ready-made one (see: scenarios)"),
    DIALECT("<dialect>", "contract, or as-built for the worker of October 2025 (needs --callback-url)"),
    AFTER_STREAM("<close|keep-alive>", "what becomes of a connection after a stream (as built: keep-alive)"),
    SEED("<n>", "seed of all random choices, unsigned 64 bits"),
    VRAM("<size>", "memory of the simulated device, such as 24GiB"),
    BUSY("<wait|reject>", "what happens to a job that arrives while another runs"),
    SPEED("<factor>", "factor by which every wait of a script is shortened, such as 20x"),
    WATCH("true|false", "reload the scenario file when it changes"),
    STRICT("true|false", "refuse jobs that match no scenario"),
    CONTROL_PORT("<port>", "port of the control plane, /mock/... on loopback; 0 for a free one"),
    CONTROL_HOST("<address>", "address of the control plane, such as 0.0.0.0 in a container; needs --control-token"),
    CONTROL_TOKEN("<secret>", "secret that the control plane asks for; better set in the environment"),
    ALLOW_ORIGIN(
            "<origins>",
            "origins of web pages that may send requests, such as https://a.example; separate several with commas"),
    ALLOW_HOST("<names>", "host names under which /mock/... is served; separate several with commas"),
    PORT_FILE("<file>", "file to write once the workers are ready: one port per line"),
    /** More than 64 workers are a load test, for which one worker with slots is the better tool. */
    INSTANCES("<n>", "number of workers in this process; their ports and ids count up", 1, 64),
    STOP_WITH_STDIN("true|false", "stop when standard input ends: for a program that starts the mock as its child"),
    LOG_FORMAT("<json|text>", "format of the log on standard output");

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

    /** Returns the line for {@code --help}, with bounds and default. */
    String help() {
        String bounds = least == greatest || greatest == Integer.MAX_VALUE ? "" : ", " + least + " to " + greatest;
        return description + bounds + " (default: " + FlagDefaults.of(this) + ")";
    }

    /** Returns the least number that it accepts; only for flags with bounds. */
    int least() {
        return least;
    }

    /** Returns the greatest number that it accepts; only for flags with bounds. */
    int greatest() {
        return greatest;
    }

    /** Returns whether the flag alone means {@code true}. */
    boolean isYesOrNo() {
        return this == WATCH || this == STRICT || this == STOP_WITH_STDIN;
    }

    /** Returns whether the name has the form of this program's environment variables. */
    static boolean looksLikeEnvironmentVariable(String name) {
        return name.startsWith(ENVIRONMENT_PREFIX);
    }
}
