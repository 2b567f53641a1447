package dev.gpuworker.mock.model;

import java.util.Optional;

/** The types of metadata values, in the order of their numbers, each with the minimum size of a value in bytes. */
enum GgufValueType {
    UINT8(1),
    INT8(1),
    UINT16(2),
    INT16(2),
    UINT32(4),
    INT32(4),
    FLOAT32(4),
    BOOL(1),
    STRING(8),
    ARRAY(12),
    UINT64(8),
    INT64(8),
    FLOAT64(8);

    private final int bytesMin;

    GgufValueType(int bytesMin) {
        this.bytesMin = bytesMin;
    }

    static Optional<GgufValueType> of(long id) {
        return id >= 0 && id < values().length ? Optional.of(values()[(int) id]) : Optional.empty();
    }

    /** Returns the size of a value in bytes; for a string or an array, that of an empty one. */
    int bytesMin() {
        return bytesMin;
    }

    boolean hasFixedSize() {
        return this != STRING && this != ARRAY;
    }
}
