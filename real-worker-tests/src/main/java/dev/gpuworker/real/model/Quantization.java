package dev.gpuworker.real.model;

/** How a model's weights are encoded. Norms and biases are always 32-bit floats. */
public enum Quantization {
    /** 32-bit floats. */
    F32(0, TensorType.F32, TensorType.F32, TensorType.F32),
    /** 16-bit floats. */
    F16(1, TensorType.F16, TensorType.F16, TensorType.F16),
    /** 4 bits in blocks of 32. */
    Q4_0(2, TensorType.Q4_0, TensorType.Q4_0, TensorType.Q4_0),
    /** The usual mix of Q4_K and Q6_K of this name. */
    Q4_K_M(15, TensorType.Q4_K, TensorType.Q6_K, TensorType.Q4_K),
    /** 4-bit microscaling floats in the feed-forward tensors, 16-bit floats elsewhere. */
    MXFP4(38, TensorType.F16, TensorType.F16, TensorType.MXFP4);

    private final int fileType;
    private final TensorType ordinary;
    private final TensorType finer;
    private final TensorType feedForward;

    Quantization(int fileType, TensorType ordinary, TensorType finer, TensorType feedForward) {
        this.fileType = fileType;
        this.ordinary = ordinary;
        this.finer = finer;
        this.feedForward = feedForward;
    }

    /** Returns the value of {@code general.file_type}. */
    int fileType() {
        return fileType;
    }

    TensorType ordinary() {
        return ordinary;
    }

    /** Returns the type of the output, and of values and down projections in the layers that matter most. */
    TensorType finer() {
        return finer;
    }

    TensorType feedForward() {
        return feedForward;
    }
}
