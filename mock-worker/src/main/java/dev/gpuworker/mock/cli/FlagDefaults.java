package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.mock.scenario.ByteSize;
import java.util.Locale;

/** The defaults as {@code --help} prints them, read from the builder that applies them if it has the setting. */
final class FlagDefaults {
    private static final MockWorkerConfig CONFIG = MockWorker.builder().config();

    private FlagDefaults() {}

    static String of(Flag flag) {
        return switch (flag) {
            case WORKER_ID -> "a random one";
            case MODEL -> ModelCatalogue.PREFIX + CONFIG.model().name();
            case GPU_DEVICE -> String.valueOf(LaunchReader.GPU_DEVICE_DEFAULT);
            case PORT -> String.valueOf(LaunchReader.PORT_DEFAULT);
            case CALLBACK_URL -> "none";
            case MAX_TOKENS_OUT -> String.valueOf(CONFIG.maxTokensOut());
            case INFERENCE_TIMEOUT_SEC ->
                String.valueOf(CONFIG.inferenceTimeout().toSeconds());
            case KV_CACHE_SIZE_MB -> "what the VRAM allows";
            case HOST -> CONFIG.host();
            case SCENARIO, PORT_FILE -> "none";
            case ALLOW_ORIGIN -> "local ones";
            case ALLOW_HOST -> "loopback names and IP addresses";
            case DIALECT -> word(CONFIG.dialect());
            case AFTER_STREAM -> word(CONFIG.afterStream());
            case SEED -> "the scenario file's, or " + CONFIG.seed();
            case VRAM -> new ByteSize(CONFIG.vramBytes()).toString();
            case BUSY -> word(CONFIG.busy());
            case SPEED -> number(CONFIG.speed()) + "x";
            case WATCH, STOP_WITH_STDIN -> "false";
            case STRICT -> String.valueOf(CONFIG.strict());
            case CONTROL_HOST -> "loopback";
            case CONTROL_TOKEN -> "none";
            case CONTROL_PORT -> "the worker's own, on loopback only";
            case INSTANCES -> String.valueOf(LaunchReader.INSTANCES_DEFAULT);
            case LOG_FORMAT -> word(LaunchReader.LOG_FORMAT_DEFAULT);
        };
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
