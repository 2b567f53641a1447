package dev.gpuworker.mock.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Draws a model card from the header of a GGUF file. */
final class GgufCard {
    /** Values of {@code general.file_type} for the quantisations of the contract. */
    private static final Map<Long, QuantKind> BY_FILE_TYPE =
            Map.of(2L, QuantKind.Q4_0, 15L, QuantKind.Q4_K_M, 38L, QuantKind.MXFP4);

    /** For a file without {@code general.file_type}: what most of its bytes are. */
    private static final Map<GgmlType, QuantKind> BY_TENSOR_TYPE =
            Map.of(GgmlType.Q4_0, QuantKind.Q4_0, GgmlType.Q4_K, QuantKind.Q4_K_M, GgmlType.MXFP4, QuantKind.MXFP4);

    /** For a header that does not tell its layers and heads: about what a model of half a billion weights needs. */
    private static final long KV_BYTES_PER_TOKEN_DEFAULT = 16_384;

    /** K and V, each in 16 bits. */
    private static final long KV_BYTES_PER_ELEMENT = 2L * 2;

    private static final String TOKENS = "tokenizer.ggml.tokens";

    private final GgufHeader header;
    private final String model;
    private final String architecture;

    private GgufCard(GgufHeader header, String model) {
        this.header = header;
        this.model = model;
        this.architecture = header.texts().getOrDefault("general.architecture", "");
    }

    static ModelCard of(GgufHeader header, String model) throws ModelLoadException {
        return new GgufCard(header, model).card();
    }

    private ModelCard card() throws ModelLoadException {
        return new ModelCard(
                name(),
                quantKind(),
                header.arrayLengths().containsKey(TOKENS) ? TokenizerKind.GGUF_BPE : TokenizerKind.HF_JSON,
                vocabSize(),
                number("context_length").filter(length -> length > 0).orElse(null),
                weightsBytes(),
                kvBytesPerToken());
    }

    private String name() {
        String file = Objects.requireNonNullElse(Path.of(model).getFileName(), "model")
                .toString();
        String plain = file.endsWith(".gguf") ? file.substring(0, file.length() - ".gguf".length()) : file;
        return Optional.ofNullable(header.texts().get("general.name"))
                .filter(name -> !name.isBlank())
                .orElse(plain.isBlank() ? "model" : plain);
    }

    private QuantKind quantKind() throws ModelLoadException {
        Optional<Long> fileType = header.number("general.file_type");
        Optional<GgmlType> mostly = mostBytes();
        Optional<QuantKind> told = fileType.map(BY_FILE_TYPE::get);
        if (told.isPresent()) {
            return told.get();
        }
        Optional<QuantKind> seen =
                mostly.map(BY_TENSOR_TYPE::get).filter(kind -> fileType.isEmpty() || kind == QuantKind.MXFP4);
        return seen.orElseThrow(() -> new ModelLoadException(
                model,
                "quantisation must be MXFP4, Q4_K_M or Q4_0, but general.file_type is "
                        + fileType.map(String::valueOf).orElse("absent") + " and most tensor bytes are "
                        + mostly.map(GgmlType::name).orElse("of no known type")));
    }

    private Optional<GgmlType> mostBytes() {
        Map<GgmlType, Long> bytes = new HashMap<>();
        for (GgufTensor tensor : header.tensors()) {
            GgmlType.of(tensor.typeId()).ifPresent(type -> bytes.merge(type, tensor.bytes(), Long::sum));
        }
        return bytes.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }

    private long vocabSize() throws ModelLoadException {
        return Optional.ofNullable(header.arrayLengths().get(TOKENS))
                .or(() -> number("vocab_size"))
                .or(this::embeddingRows)
                .filter(size -> size > 0)
                .orElseThrow(() -> new ModelLoadException(
                        model,
                        "the header tells no vocabulary: neither " + TOKENS + " nor " + architecture
                                + ".vocab_size nor a tensor token_embd.weight"));
    }

    private Optional<Long> embeddingRows() {
        return header.tensors().stream()
                .filter(tensor -> tensor.name().equals("token_embd.weight")
                        && tensor.shape().size() == 2)
                .map(tensor -> tensor.shape().get(1))
                .findFirst();
    }

    private long weightsBytes() {
        long known = header.tensors().stream().mapToLong(GgufTensor::bytes).sum();
        return known > 0 ? known : header.fileBytes();
    }

    private long kvBytesPerToken() {
        Optional<Long> layers = number("block_count");
        Optional<Long> heads = number("attention.head_count");
        Optional<Long> kvHeads = number("attention.head_count_kv").or(() -> heads);
        Optional<Long> headLength = number("attention.key_length")
                .or(() -> number("embedding_length")
                        .flatMap(length -> heads.filter(n -> n > 0).map(n -> length / n)));
        if (layers.isEmpty() || kvHeads.isEmpty() || headLength.isEmpty()) {
            return KV_BYTES_PER_TOKEN_DEFAULT;
        }
        try {
            long elements = Math.multiplyExact(Math.multiplyExact(layers.get(), kvHeads.get()), headLength.get());
            long bytes = Math.multiplyExact(elements, KV_BYTES_PER_ELEMENT);
            return bytes > 0 ? bytes : KV_BYTES_PER_TOKEN_DEFAULT;
        } catch (ArithmeticException e) {
            return KV_BYTES_PER_TOKEN_DEFAULT;
        }
    }

    private Optional<Long> number(String key) {
        return header.number(architecture + "." + key);
    }
}
