package dev.gpuworker.real.preset;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The three models of the worker's specification (M0). Their files lie in one folder: the system property
 * {@code worker.models}, the environment variable {@code WORKER_MODELS}, or {@code .test-models}. Nothing is
 * downloaded.
 */
public enum ReferenceModel {
    /** Qwen2.5 0.5B Instruct, Q4_K_M, about 0.5 GB. */
    QWEN("qwen2.5-0.5b-instruct", "qwen/qwen2.5-0.5b-instruct-q4_k_m.gguf"),
    /** Phi-3 mini, Q4_K_M, about 2.4 GB. */
    PHI_3("phi-3-mini", "phi3/phi-3-mini-4k-instruct-q4.gguf"),
    /** GPT-OSS 20B, MXFP4, about 12 GB. */
    GPT_OSS("gpt-oss-20b", "gpt-oss-20b/gpt-oss-20b-mxfp4.gguf");

    private static final String PROPERTY = "worker.models";
    private static final String VARIABLE = "WORKER_MODELS";
    private static final String FOLDER = ".test-models";

    private final String name;
    private final String file;

    ReferenceModel(String name, String file) {
        this.name = name;
        this.file = file;
    }

    /** Returns the path of the model's file, whether or not it exists. */
    public Path path() {
        String folder = Optional.ofNullable(System.getProperty(PROPERTY))
                .or(() -> Optional.ofNullable(System.getenv(VARIABLE)))
                .filter(text -> !text.isBlank())
                .orElse(FOLDER);
        return Path.of(folder).resolve(file).toAbsolutePath();
    }

    /** Returns the name under which a mock knows this model, such as {@code mock:phi-3-mini}. */
    public String mockName() {
        return "mock:" + name;
    }
}
