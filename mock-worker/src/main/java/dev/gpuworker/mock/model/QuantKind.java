package dev.gpuworker.mock.model;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The quantisations of GGUF files; the constant's name is the word on the wire (M0-W-1320). The first three belong to
 * {@code worker-orcd}, the others to the format (D-26).
 */
public enum QuantKind {
    MXFP4(38),
    Q4_K_M(15),
    Q4_0(2),
    F32(0),
    F16(1),
    Q4_1(3),
    Q8_0(7),
    Q5_0(8),
    Q5_1(9),
    Q2_K(10),
    Q3_K_S(11),
    Q3_K_M(12),
    Q3_K_L(13),
    Q4_K_S(14),
    Q5_K_S(16),
    Q5_K_M(17),
    Q6_K(18),
    IQ2_XXS(19),
    IQ2_XS(20),
    Q2_K_S(21),
    IQ3_XS(22),
    IQ3_XXS(23),
    IQ1_S(24),
    IQ4_NL(25),
    IQ3_S(26),
    IQ3_M(27),
    IQ2_S(28),
    IQ2_M(29),
    IQ4_XS(30),
    IQ1_M(31),
    BF16(32),
    TQ1_0(36),
    TQ2_0(37),
    NVFP4(39),
    Q1_0(40),
    Q2_0(41);

    private final long fileType;

    QuantKind(long fileType) {
        this.fileType = fileType;
    }

    /** Returns the kind with this {@code general.file_type}; empty if it is newer than this table. */
    static Optional<QuantKind> ofFileType(long number) {
        return Stream.of(values()).filter(kind -> kind.fileType == number).findFirst();
    }

    /** Returns the kind of a file in which most bytes have this type; K-quants map to their medium mixture. */
    static Optional<QuantKind> ofTensors(GgmlType type) {
        return Stream.of(type.name(), type.name() + "_M")
                .flatMap(name -> Stream.of(values()).filter(kind -> kind.name().equals(name)))
                .findFirst();
    }
}
