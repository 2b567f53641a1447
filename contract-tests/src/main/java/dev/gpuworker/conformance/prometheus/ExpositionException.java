package dev.gpuworker.conformance.prometheus;

/** Text that does not match its Content-Type. The message quotes at most an excerpt of it. */
public final class ExpositionException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int EXCERPT_CHARS_MAX = 120;

    private ExpositionException(String message) {
        super(message);
    }

    /** Returns the exception for a fault of the whole text. */
    static ExpositionException of(String what) {
        return new ExpositionException(what);
    }

    /** Returns the exception for a line, counted from 1. */
    static ExpositionException at(int number, String what, String line) {
        String shown = line.length() > EXCERPT_CHARS_MAX ? line.substring(0, EXCERPT_CHARS_MAX) + "…" : line;
        return new ExpositionException("line " + number + " " + what + ": " + shown);
    }
}
