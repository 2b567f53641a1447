package dev.gpuworker.mock.model;

import java.util.List;
import java.util.OptionalLong;

/**
 * One entry of the tensor table.
 *
 * @param name such as {@code token_embd.weight}
 * @param shape elements in each dimension, the fastest-varying first
 * @param typeId number of the {@link GgmlType}, even if unknown
 * @param offset bytes from the start of the tensor data
 * @param bytes size of the data; empty if the type is unknown
 */
record GgufTensor(String name, List<Long> shape, long typeId, long offset, OptionalLong bytes) {
    GgufTensor {
        shape = List.copyOf(shape);
    }
}
