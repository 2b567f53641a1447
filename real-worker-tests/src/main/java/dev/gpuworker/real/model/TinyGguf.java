package dev.gpuworker.real.model;

import dev.gpuworker.io.FileReason;
import dev.gpuworker.io.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small model in a valid GGUF file, version 3: hyper-parameters, a byte-level BPE tokenizer, and tensors with random
 * weights. The same values give the same bytes. The model generates nonsense; its only purpose is that a loader can
 * load and run it.
 *
 * <pre>{@code
 * Path model = new TinyGguf(Architecture.LLAMA, Quantization.Q4_0, TinyGgufShape.DEFAULT, 42).write(folder.resolve("tiny.gguf"));
 * }</pre>
 *
 * @param architecture which decoder
 * @param quantization how the weights are encoded
 * @param shape hyper-parameters
 * @param seed of the weights
 */
public record TinyGguf(Architecture architecture, Quantization quantization, TinyGgufShape shape, long seed) {
    /** The specification's default; written explicitly nevertheless. */
    static final int ALIGNMENT = 32;

    /** The version of the block encodings that have been in use since 2023. */
    private static final int QUANTIZATION_VERSION = 2;

    private static final int BUFFER_BYTES = 1 << 20;

    /** A decoder architecture that common loaders know under this name. */
    public enum Architecture {
        /** {@code llama}. */
        LLAMA("llama", "llama-bpe", false),
        /** {@code qwen2}, which adds biases to the attention. */
        QWEN2("qwen2", "qwen2", true);

        private final String key;
        private final String preTokenizer;
        private final boolean biases;

        Architecture(String key, String preTokenizer, boolean biases) {
            this.key = key;
            this.preTokenizer = preTokenizer;
            this.biases = biases;
        }
    }

    /** Returns the size of all weights in bytes: a worker that has loaded the file uses at least this much VRAM. */
    public long weightBytes() {
        return tensors().stream().mapToLong(TensorPlan::bytes).sum();
    }

    /** Returns the exact size of the file in bytes. */
    public long fileBytes() {
        return header().length
                + tensors().stream()
                        .mapToLong(tensor -> GgufHeaderWriter.aligned(tensor.bytes(), ALIGNMENT))
                        .sum();
    }

    /**
     * Writes the file under a temporary name first, so that no half-written model ever exists.
     *
     * @param file target file; replaced if it exists; its folder is created if it is missing
     * @return the absolute path of the file
     * @throws UncheckedIOException if it cannot be written; then nothing is left behind
     */
    public Path write(Path file) {
        Path target = file.toAbsolutePath();
        try {
            Files.createDirectories(target.getParent());
            WholeFile.write(target, out -> writeTo(Channels.newChannel(out)));
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the model fixture " + target + " (" + fileBytes() + " bytes): " + FileReason.of(e)
                            + "; see docs/real-worker.md#model-fixture",
                    e);
        }
    }

    private void writeTo(WritableByteChannel out) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        drain(ByteBuffer.wrap(header()), out);
        for (TensorPlan tensor : tensors()) {
            for (long block = 0; block < tensor.blocks(); block++) {
                if (buffer.remaining() < tensor.type().blockBytes() + ALIGNMENT) {
                    drain(buffer.flip(), out);
                    buffer.clear();
                }
                putBlock(tensor, buffer, random);
            }
            buffer.put(new byte[(int) (GgufHeaderWriter.aligned(tensor.bytes(), ALIGNMENT) - tensor.bytes())]);
        }
        drain(buffer.flip(), out);
    }

    /** Norms near one keep activations finite; everything else may be random. */
    private static void putBlock(TensorPlan tensor, ByteBuffer buffer, SplittableRandom random) {
        if (tensor.name().endsWith("norm.weight")) {
            buffer.putFloat((float) (0.95 + random.nextDouble() / 10));
        } else {
            tensor.type().putBlock(buffer, random);
        }
    }

    private static void drain(ByteBuffer bytes, WritableByteChannel out) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private List<TensorPlan> tensors() {
        return shape.tensors(quantization, architecture.biases);
    }

    private byte[] header() {
        GgufHeaderWriter header = new GgufHeaderWriter()
                .string("general.architecture", architecture.key)
                .string("general.name", "tiny-" + architecture.key + "-" + quantization)
                .uint32("general.alignment", ALIGNMENT)
                .uint32("general.file_type", quantization.fileType());
        if (tensors().stream().anyMatch(tensor -> tensor.type().isQuantized())) {
            header.uint32("general.quantization_version", QUANTIZATION_VERSION);
        }
        addHyperParameters(header);
        addTokenizer(header);
        return header.bytes(tensors(), ALIGNMENT);
    }

    /** The specification prefers uint64 and asks readers to accept both, but the common loaders accept only uint32. */
    private void addHyperParameters(GgufHeaderWriter header) {
        String prefix = architecture.key + ".";
        header.uint32(prefix + "context_length", shape.contextLength())
                .uint32(prefix + "embedding_length", shape.embedding())
                .uint32(prefix + "block_count", shape.layers())
                .uint32(prefix + "feed_forward_length", shape.feedForward())
                .uint32(prefix + "attention.head_count", shape.heads())
                .uint32(prefix + "attention.head_count_kv", shape.keyValueHeads())
                .float32(prefix + "attention.layer_norm_rms_epsilon", 1e-5f)
                .uint32(prefix + "rope.dimension_count", shape.headLength())
                .float32(prefix + "rope.freq_base", 10_000f)
                .uint32(prefix + "vocab_size", shape.vocabulary());
    }

    private void addTokenizer(GgufHeaderWriter header) {
        TinyVocabulary vocabulary = TinyVocabulary.ofSize(shape.vocabulary());
        int end = vocabulary.idOf("<|endoftext|>");
        header.string("tokenizer.ggml.model", "gpt2")
                .string("tokenizer.ggml.pre", architecture.preTokenizer)
                .strings("tokenizer.ggml.tokens", vocabulary.tokens())
                .float32s(
                        "tokenizer.ggml.scores",
                        Collections.nCopies(vocabulary.tokens().size(), 0f))
                .int32s("tokenizer.ggml.token_type", vocabulary.types())
                .strings("tokenizer.ggml.merges", vocabulary.merges())
                .uint32("tokenizer.ggml.bos_token_id", end)
                .uint32("tokenizer.ggml.eos_token_id", end)
                .uint32("tokenizer.ggml.padding_token_id", end)
                .bool("tokenizer.ggml.add_bos_token", false);
    }
}
