package dev.gpuworker.real.model;

import java.util.Arrays;
import java.util.List;

/**
 * A tensor to be written.
 *
 * @param name the name that loaders look up, at most 64 bytes
 * @param dimensions elements per dimension, the row's length first
 * @param type encoding
 */
record TensorPlan(String name, List<Long> dimensions, TensorType type) {
    private static final int NAME_BYTES_MAX = 64;

    TensorPlan {
        dimensions = List.copyOf(dimensions);
        if (name.length() > NAME_BYTES_MAX) {
            throw new IllegalArgumentException("a tensor's name must have at most 64 bytes, but was '" + name + "'");
        }
        if (dimensions.get(0) % type.blockElements() != 0) {
            throw new IllegalArgumentException("rows of " + name + " have " + dimensions.get(0) + " elements, but "
                    + type + " needs a multiple of " + type.blockElements());
        }
    }

    static TensorPlan of(String name, TensorType type, long... dimensions) {
        return new TensorPlan(name, Arrays.stream(dimensions).boxed().toList(), type);
    }

    long elements() {
        return dimensions.stream().reduce(1L, Math::multiplyExact);
    }

    long blocks() {
        return elements() / type.blockElements();
    }

    long bytes() {
        return blocks() * type.blockBytes();
    }
}
