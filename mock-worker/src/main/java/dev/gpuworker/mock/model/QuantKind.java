package dev.gpuworker.mock.model;

/** The quantisations that the contract knows; the constant's name is the word on the wire (M0-W-1320). */
public enum QuantKind {
    MXFP4,
    Q4_K_M,
    Q4_0
}
