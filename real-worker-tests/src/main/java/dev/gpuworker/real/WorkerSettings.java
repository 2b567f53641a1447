package dev.gpuworker.real;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.io.FilePath;
import dev.gpuworker.real.process.WorkerBinary;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.process.WorkerConfigBuilder;
import dev.gpuworker.wire.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings for starting a worker. Each comes from the first place that sets it: the code, a system property, or an
 * environment variable. {@link Setting} defines the names.
 *
 * @param values values by setting; a blank value counts as absent
 * @param arguments further arguments from the code, after those of {@code worker.arguments}
 * @param environment further environment variables from the code
 */
public record WorkerSettings(Map<Setting, String> values, List<String> arguments, Map<String, String> environment) {
    private static final Duration DURATION_MIN = Duration.ofMillis(1);
    private static final Duration DURATION_MAX = Duration.ofDays(7);

    /**
     * One setting and its system property. The environment variable has the same name in capitals, with underscores.
     */
    public enum Setting {
        /** Path of the worker's program; required. */
        BINARY("worker.binary"),
        /** Path of the model, or any other value that {@code --model} takes; required. */
        MODEL("worker.model"),
        /** Index of the CUDA device; 0 by default. */
        GPU_DEVICE("worker.gpu-device"),
        /** What the worker speaks, {@code contract} or {@code as-built}; {@code contract} by default. */
        DIALECT("worker.dialect"),
        /** Further arguments, separated by white space. */
        ARGUMENTS("worker.arguments"),
        /**
         * How long the worker may take to become ready, a duration with its unit such as {@code 90s}; {@code 30s} by
         * default.
         */
        READY_WITHIN("worker.ready-within"),
        /** Time between SIGTERM and SIGKILL, a duration with its unit; {@code 5s} by default. */
        GRACE("worker.grace"),
        /** Parent of the tests' folders; {@code target/real-worker} by default. */
        ARTIFACTS("worker.artifacts"),
        /** Whether artifacts of passed tests are kept; {@code true} by default. */
        KEEP_PASSED("worker.keep-passed");

        private final String property;

        Setting(String property) {
            this.property = property;
        }

        /** Returns the name of the system property. */
        public String property() {
            return property;
        }

        /** Returns the name of the environment variable. */
        public String variable() {
            return property.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        }
    }

    /** Copies the collections. */
    public WorkerSettings {
        values = Map.copyOf(values);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Reads the system properties and the environment of this JVM. */
    public static WorkerSettings fromEnvironment() {
        return from(
                System.getProperties().stringPropertyNames().stream()
                        .collect(Collectors.toMap(name -> name, System::getProperty)),
                System.getenv());
    }

    static WorkerSettings from(Map<String, String> properties, Map<String, String> environment) {
        Map<Setting, String> values = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            String value = properties.getOrDefault(setting.property(), "");
            String chosen = value.isBlank() ? environment.getOrDefault(setting.variable(), "") : value;
            if (!chosen.isBlank()) {
                values.put(setting, chosen.strip());
            }
        }
        return new WorkerSettings(values, List.of(), Map.of());
    }

    /** Returns these settings with one replaced; a blank value changes nothing. */
    public WorkerSettings with(Setting setting, String value) {
        if (value.isBlank()) {
            return this;
        }
        Map<Setting, String> changed = new TreeMap<>(values);
        changed.put(setting, value);
        return new WorkerSettings(changed, arguments, environment);
    }

    /** Returns these settings with another model. */
    public WorkerSettings withModel(String model) {
        return with(Setting.MODEL, model);
    }

    /** Returns these settings with another device. */
    public WorkerSettings withGpuDevice(int index) {
        return with(Setting.GPU_DEVICE, Integer.toString(index));
    }

    /** Returns these settings with another dialect. */
    public WorkerSettings withDialect(Dialect dialect) {
        return with(Setting.DIALECT, dialect.word());
    }

    /** Returns these settings with further arguments and environment variables. */
    public WorkerSettings withMore(List<String> moreArguments, Map<String, String> moreEnvironment) {
        return new WorkerSettings(values, moreArguments, moreEnvironment);
    }

    /**
     * Returns the configuration of the worker to start.
     *
     * @throws WorkerSettingsException if a required setting is missing or a value makes no sense
     * @throws dev.gpuworker.real.process.BinaryUnusableException if the program cannot be run
     */
    public WorkerConfig workerConfig() {
        WorkerConfigBuilder builder = WorkerConfig.builder(WorkerBinary.find(required(Setting.BINARY)), model())
                .gpuDevice(index(Setting.GPU_DEVICE))
                .arguments(List.of(value(Setting.ARGUMENTS).orElse("").strip().split("\\s+")).stream()
                        .filter(word -> !word.isEmpty())
                        .toList())
                .arguments(arguments)
                .dialect(dialect())
                .readyWithin(duration(Setting.READY_WITHIN, "30s"))
                .grace(duration(Setting.GRACE, "5s"));
        environment.forEach(builder::environment);
        return builder.build();
    }

    /** Creates a folder for one test's artifacts. */
    public TestArtifacts newArtifacts(String group, String name) {
        return TestArtifacts.create(Path.of(value(Setting.ARTIFACTS).orElse("target/real-worker")), group, name);
    }

    /** Returns whether artifacts of passed tests are kept. */
    public boolean keepsPassed() {
        return !value(Setting.KEEP_PASSED).orElse("true").equalsIgnoreCase("false");
    }

    /** A name with a scheme, such as {@code mock:tiny}, is passed to the worker as it is; everything else is a file. */
    private String model() {
        String model = required(Setting.MODEL);
        if (model.matches("[a-z]+:.*")) {
            return model;
        }
        try {
            Path file = FilePath.of(model).toAbsolutePath();
            if (Files.isRegularFile(file)) {
                return file.toString();
            }
            throw WorkerSettingsException.noModel(
                    file.toString(), Files.exists(file) ? "is not a file" : "does not exist");
        } catch (IllegalArgumentException e) {
            throw WorkerSettingsException.noModel(model, String.valueOf(e.getMessage()));
        }
    }

    private Optional<String> value(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    private String required(Setting setting) {
        return value(setting).orElseThrow(() -> WorkerSettingsException.missing(setting));
    }

    private Dialect dialect() {
        String word = value(Setting.DIALECT).orElse(Dialect.CONTRACT.word());
        return Dialect.of(word).orElseThrow(() -> WorkerSettingsException.bad(Setting.DIALECT, word));
    }

    private int index(Setting setting) {
        String text = value(setting).orElse("0");
        if (!text.matches("[0-9]{1,6}")) {
            throw WorkerSettingsException.bad(setting, text);
        }
        return Integer.parseInt(text);
    }

    private Duration duration(Setting setting, String otherwise) {
        String text = value(setting).orElse(otherwise);
        try {
            Duration duration = DurationText.parse(text);
            if (duration.compareTo(DURATION_MIN) >= 0 && duration.compareTo(DURATION_MAX) <= 0) {
                return duration;
            }
        } catch (IllegalArgumentException e) {
            throw WorkerSettingsException.bad(setting, text);
        }
        throw WorkerSettingsException.bad(setting, text);
    }
}
