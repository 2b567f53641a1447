package dev.gpuworker.mock.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Writes small GGUF files for tests: valid ones and, with raw numbers, broken ones. */
final class GgufSample {
    private static final int ALIGNMENT = 32;

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private int version = 3;
    private long keys;
    private long tensorCount;
    private int dataBytes;

    /** Returns a whole file: Q4_K_M, 1000 tokens, context 2048, one tensor of 256 elements in F32. */
    static GgufSample whole() {
        return new GgufSample()
                .text("general.architecture", "qwen2")
                .text("general.name", "Tiny Qwen")
                .u32("general.file_type", 15)
                .u32("qwen2.context_length", 2048)
                .u32("qwen2.block_count", 2)
                .u32("qwen2.embedding_length", 64)
                .u32("qwen2.attention.head_count", 4)
                .u32("qwen2.attention.head_count_kv", 2)
                .strings("tokenizer.ggml.tokens", 1000)
                .tensor("token_embd.weight", 0, 1024, 16, 16);
    }

    GgufSample version(int number) {
        version = number;
        return this;
    }

    GgufSample keys(long claimed) {
        keys = claimed;
        return this;
    }

    GgufSample tensors(long claimed) {
        tensorCount = claimed;
        return this;
    }

    GgufSample text(String key, String value) {
        return entry(key, 8, out -> string(out, value));
    }

    GgufSample u32(String key, int value) {
        return entry(key, 4, out -> put(out, 4, value));
    }

    GgufSample strings(String key, int count) {
        return entry(key, 9, out -> {
            put(out, 4, 8);
            put(out, 8, count);
            for (int i = 0; i < count; i++) {
                string(out, "t" + i);
            }
        });
    }

    GgufSample array(String key, int elementType, long claimedLength, int... bytes) {
        return entry(key, 9, out -> {
            put(out, 4, elementType);
            put(out, 8, claimedLength);
            for (int b : bytes) {
                out.write(b);
            }
        });
    }

    GgufSample entry(String key, int type, Consumer<ByteArrayOutputStream> value) {
        string(metadata, key);
        put(metadata, 4, type);
        value.accept(metadata);
        keys++;
        return this;
    }

    /** Adds a tensor that begins where the caller says, and no data. */
    GgufSample tensorAt(long offset, String name, int type, long... shape) {
        int before = dataBytes;
        dataBytes = (int) offset;
        tensor(name, type, 0, shape);
        dataBytes = before;
        return this;
    }

    GgufSample tensor(String name, int type, int bytes, long... shape) {
        string(tensors, name);
        put(tensors, 4, shape.length);
        for (long length : shape) {
            put(tensors, 8, length);
        }
        put(tensors, 4, type);
        put(tensors, 8, dataBytes);
        dataBytes += bytes;
        tensorCount++;
        return this;
    }

    byte[] bytes() {
        var file = new ByteArrayOutputStream();
        file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        put(file, 4, version);
        put(file, 8, tensorCount);
        put(file, 8, keys);
        file.writeBytes(metadata.toByteArray());
        file.writeBytes(tensors.toByteArray());
        int padding = (ALIGNMENT - file.size() % ALIGNMENT) % ALIGNMENT;
        file.writeBytes(new byte[padding + dataBytes]);
        return file.toByteArray();
    }

    Path in(Path folder) {
        return in(folder, "sample.gguf");
    }

    Path in(Path folder, String name) {
        try {
            return Files.write(folder.resolve(name), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void string(ByteArrayOutputStream out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(out, 8, bytes.length);
        out.writeBytes(bytes);
    }

    private static void put(ByteArrayOutputStream out, int width, long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        out.write(bytes, 0, width);
    }
}
