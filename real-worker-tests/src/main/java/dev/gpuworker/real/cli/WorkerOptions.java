package dev.gpuworker.real.cli;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.real.WorkerSettings;
import dev.gpuworker.real.WorkerSettings.Setting;
import dev.gpuworker.real.process.WorkerConfig;
import dev.gpuworker.real.verify.ModelWeights;
import dev.gpuworker.real.vram.ModelMemory;
import dev.gpuworker.wire.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options that say which worker to start and how; shared by every command that starts one. */
final class WorkerOptions {
    static final int GPU_DEVICE_MAX = 1023;
    private static final Duration READY_WITHIN_MIN = Duration.ofMillis(1);
    private static final Duration READY_WITHIN_MAX = Duration.ofHours(24);

    @Option(names = "--worker", required = true, paramLabel = "<path>", description = "the worker's program")
    private String worker = "";

    @Option(
            names = "--model",
            required = true,
            paramLabel = "<path>",
            description = "a .gguf file, or mock:… for a mock")
    private String model = "";

    @Option(
            names = "--gpu-device",
            paramLabel = "<n>",
            description = "index of the device, from 0 (default: ${DEFAULT-VALUE})",
            defaultValue = "0")
    private int gpuDevice;

    @Option(
            names = "--ready-within",
            paramLabel = "<duration>",
            description = "how long the start may take, 1ms to 24h (default: ${DEFAULT-VALUE})",
            defaultValue = "60s")
    private Duration readyWithin = Duration.ofSeconds(60);

    @Option(
            names = "--dialect",
            paramLabel = "<dialect>",
            description = "contract, or as-built for the worker of October 2025, which is started with --callback-url;"
                    + " rules and pact judge by the contract in either case (default: ${DEFAULT-VALUE})",
            defaultValue = "contract")
    private String dialect = Dialect.CONTRACT.word();

    @Option(
            names = "--worker-arg",
            paramLabel = "<argument>",
            parameterConsumer = AsItIs.class,
            description = "a further argument of the worker, passed as it is; repeatable")
    private final List<String> arguments = new ArrayList<>();

    @Option(
            names = "--worker-env",
            paramLabel = "<name=value>",
            description = "an environment variable of the worker; repeatable")
    private Map<String, String> environment = Map.of();

    @Option(
            names = "--kv-cache",
            paramLabel = "<size>",
            description = "device memory that the worker is known to reserve for its KV cache at the start, with a unit"
                    + " (default: nothing is known)")
    private @Nullable String kvCache;

    /** Takes the next word whatever it looks like: an argument of the worker may be named like an option of ours. */
    private static final class AsItIs implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            if (words.isEmpty()) {
                throw new ParameterException(
                        command.commandLine(), "Missing required parameter for option '--worker-arg'");
            }
            List<String> given = option.getValue();
            given.add(words.pop());
        }
    }

    /** Returns what is known of the device memory that the model takes. */
    ModelMemory modelMemory() {
        return ModelWeights.of(model).withKvCache(kvCache == null ? 0 : Values.size("--kv-cache", kvCache));
    }

    WorkerConfig config() {
        InRange.check("--gpu-device", gpuDevice, 0, GPU_DEVICE_MAX);
        if (Dialect.of(dialect).isEmpty()) {
            throw new IllegalArgumentException("--dialect must be contract or as-built, but was '" + dialect + "'");
        }
        Values.inRange("--ready-within", readyWithin, READY_WITHIN_MIN, READY_WITHIN_MAX);
        return new WorkerSettings(
                        Map.of(
                                Setting.BINARY,
                                worker,
                                Setting.MODEL,
                                model,
                                Setting.GPU_DEVICE,
                                Integer.toString(gpuDevice),
                                Setting.DIALECT,
                                dialect,
                                Setting.READY_WITHIN,
                                DurationText.of(readyWithin)),
                        arguments,
                        environment)
                .workerConfig();
    }
}
