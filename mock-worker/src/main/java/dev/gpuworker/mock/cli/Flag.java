package dev.gpuworker.mock.cli;

import java.util.Locale;

/** Every flag of the worker. Each stands for an environment variable too: {@code --port} for MOCK_WORKER_PORT. */
enum Flag {
    WORKER_ID("<uuid>", "the worker's id", "a random one"),
    MODEL("<path>", "a .gguf file whose header is read, or mock:<name> (see: models)", "mock:qwen2.5-0.5b-instruct"),
    GPU_DEVICE("<n>", "simulated device, 0 to 7", "0"),
    PORT("<port>", "0 for a free port, or 1024 to 65535", "8080"),
    CALLBACK_URL("<url>", "where to POST once ready", "no one is called"),
    MAX_TOKENS_OUT("<n>", "greatest max_tokens, 1 to 1000000", "2048"),
    INFERENCE_TIMEOUT_SEC("<n>", "longest run of a job, 1 to 86400", "300"),
    KV_CACHE_SIZE_MB("<n>", "greatest KV cache of a job, in MiB", "what the VRAM leaves"),

    HOST("<address>", "address to listen on", "127.0.0.1"),
    SCENARIO("<file or name>", "scenarios from a YAML or JSON file, or a ready-made one (see: scenarios)", "none"),
    DIALECT(
            "<dialect>",
            "contract, or as-built for the worker of October 2025, which needs --callback-url",
            "contract"),
    SEED("<n>", "of all that is drawn, unsigned 64 bits", "the scenario file's, or 42"),
    VRAM("<size>", "of the simulated device, such as 24GiB", "24GiB"),
    BUSY("<wait|reject>", "what becomes of a second job", "wait"),
    SPEED("<factor>", "shortens every wait of a script, such as 20x", "1x"),
    WATCH("true|false", "loads the scenario file again when it changes", "false", true),
    STRICT("true|false", "refuses a job that matches no scenario", "false", true),
    CONTROL_PORT("<port>", "port of /mock/... on loopback; 0 for a free one", "the worker's own, on loopback only"),
    PORT_FILE("<file>", "written when ready: one port a line", "none"),
    INSTANCES("<n>", "workers in this process, 1 to 64: ports and ids count up", "1"),
    LOG_FORMAT("<json|text>", "of the log on standard output", "json");

    private static final String ENVIRONMENT_PREFIX = "MOCK_WORKER_";

    private final String label;
    private final String description;
    private final String defaultText;
    private final boolean yesOrNo;

    Flag(String label, String description, String defaultText) {
        this(label, description, defaultText, false);
    }

    Flag(String label, String description, String defaultText, boolean yesOrNo) {
        this.label = label;
        this.description = description;
        this.defaultText = defaultText;
        this.yesOrNo = yesOrNo;
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

    /** Returns what {@code --help} says of it, its default included. */
    String help() {
        return description + " (default: " + defaultText + ")";
    }

    /** Tells whether the flag alone means {@code true}. */
    boolean isYesOrNo() {
        return yesOrNo;
    }

    /** Tells whether a variable's name is of the form that this program reads. */
    static boolean looksLikeEnvironmentVariable(String name) {
        return name.startsWith(ENVIRONMENT_PREFIX);
    }
}
