package dev.gpuworker.mock.model;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Creates a model card from the header of a GGUF file. */
final class GgufCard {
    /** Used if a header lacks layers and heads: about the need of a model with half a billion weights. */
    private static final long KV_BYTES_PER_TOKEN_DEFAULT = 16_384;

    /** K and V, each in 16 bits. */
    private static final long KV_BYTES_PER_ELEMENT = 2L * 2;

    private static final String TOKENS = "tokenizer.ggml.tokens";

    private final GgufFile file;
    private final GgufHeader header;
    private final String model;
    private final String architecture;

    private GgufCard(GgufFile file, String model) {
        this.file = file;
        this.header = file.header();
        this.model = model;
        this.architecture = header.texts().getOrDefault("general.architecture", "");
    }

    static ModelCard of(GgufFile file, String model) throws ModelLoadException {
        return new GgufCard(file, model).card();
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
                .orElse(plain.isBlank() ? "model" : plain.replaceFirst("-00001-of-[0-9]{5}$", ""));
    }

    private QuantKind quantKind() throws ModelLoadException {
        Optional<Long> fileType = header.number("general.file_type");
        Optional<GgmlType> mostly = mostBytes();
        Optional<QuantKind> named = fileType.flatMap(QuantKind::ofFileType);
        if (named.isPresent()) {
            return named.get();
        }
        Optional<QuantKind> seen = mostly.flatMap(QuantKind::ofTensors)
                .filter(kind -> fileType.isEmpty() || kind == QuantKind.MXFP4 || kind == QuantKind.NVFP4);
        return seen.orElseThrow(() -> new ModelLoadException(
                model,
                "the quantisation is unknown: general.file_type is "
                        + fileType.map(String::valueOf).orElse("absent") + " and most tensor bytes are "
                        + mostly.map(GgmlType::name).orElse("of no known type")));
    }

    private Optional<GgmlType> mostBytes() {
        Map<GgmlType, Long> bytes = new HashMap<>();
        for (GgufTensor tensor : header.tensors()) {
            GgmlType.of(tensor.typeId())
                    .ifPresent(type -> bytes.merge(type, tensor.bytes().orElse(0), Long::sum));
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
                        "the header gives no vocabulary size: it has neither " + TOKENS + " nor " + architecture
                                + ".vocab_size nor a tensor token_embd.weight"));
    }

    private Optional<Long> embeddingRows() {
        return header.tensors().stream()
                .filter(tensor -> tensor.name().equals("token_embd.weight")
                        && tensor.shape().size() == 2)
                .map(tensor -> tensor.shape().get(1))
                .findFirst();
    }

    /** If the file has no tensors, its size stands in for that of the weights. */
    private long weightsBytes() throws ModelLoadException {
        return header.tensors().isEmpty() ? header.fileBytes() : file.requireTensorBytes();
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
