package dev.gpuworker.real.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Collects, in memory, the bytes of a GGUF file before its tensor data: magic, version 3, counts, metadata, tensor
 * infos and padding. Little endian throughout. Not thread-safe.
 */
final class GgufHeaderWriter {
    private static final int VERSION = 3;

    // Value types of the specification.
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private long pairs;

    GgufHeaderWriter string(String key, String value) {
        key(key, STRING);
        putString(metadata, value);
        return this;
    }

    GgufHeaderWriter uint32(String key, int value) {
        key(key, UINT32);
        putInt(metadata, value);
        return this;
    }

    GgufHeaderWriter float32(String key, float value) {
        key(key, FLOAT32);
        putInt(metadata, Float.floatToIntBits(value));
        return this;
    }

    GgufHeaderWriter bool(String key, boolean value) {
        key(key, BOOL);
        metadata.write(value ? 1 : 0);
        return this;
    }

    GgufHeaderWriter strings(String key, List<String> values) {
        return array(key, STRING, values, GgufHeaderWriter::putString);
    }

    GgufHeaderWriter int32s(String key, List<Integer> values) {
        return array(key, INT32, values, GgufHeaderWriter::putInt);
    }

    GgufHeaderWriter float32s(String key, List<Float> values) {
        return array(key, FLOAT32, values, (out, value) -> putInt(out, Float.floatToIntBits(value)));
    }

    /** Returns the whole header, padded so that the tensor data starts at a multiple of the alignment. */
    byte[] bytes(List<TensorPlan> tensors, int alignment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        putInt(out, VERSION);
        putLong(out, tensors.size());
        putLong(out, pairs);
        out.writeBytes(metadata.toByteArray());
        long offset = 0;
        for (TensorPlan tensor : tensors) {
            putString(out, tensor.name());
            putInt(out, tensor.dimensions().size());
            tensor.dimensions().forEach(dimension -> putLong(out, dimension));
            putInt(out, tensor.type().number());
            putLong(out, offset);
            offset = aligned(offset + tensor.bytes(), alignment);
        }
        out.writeBytes(new byte[(int) (aligned(out.size(), alignment) - out.size())]);
        return out.toByteArray();
    }

    /** Returns the next multiple of the alignment. */
    static long aligned(long offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }

    private void key(String key, int type) {
        putString(metadata, key);
        putInt(metadata, type);
        pairs++;
    }

    private <T> GgufHeaderWriter array(String key, int type, List<T> values, BiConsumer<ByteArrayOutputStream, T> put) {
        key(key, ARRAY);
        putInt(metadata, type);
        putLong(metadata, values.size());
        values.forEach(value -> put.accept(metadata, value));
        return this;
    }

    private static void putString(ByteArrayOutputStream out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        putLong(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void putInt(ByteArrayOutputStream out, int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    private static void putLong(ByteArrayOutputStream out, long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
