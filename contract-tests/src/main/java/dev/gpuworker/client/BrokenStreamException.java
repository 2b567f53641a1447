package dev.gpuworker.client;

import java.io.IOException;

/** A stream that cannot be read further: the fault and its byte in the body. Stays inside this package. */
final class BrokenStreamException extends IOException {
    private final String problem;
    private final long atByte;

    BrokenStreamException(String problem, long atByte) {
        super(problem + " at byte " + atByte);
        this.problem = problem;
        this.atByte = atByte;
    }

    String problem() {
        return problem;
    }

    long atByte() {
        return atByte;
    }
}
