package dev.gpuworker.client;

/**
 * The stream contains something that the contract does not allow at that place. Events before it are in
 * {@link #events()}.
 */
public final class MalformedEventException extends WorkerClientException {
    private final String problem;
    private final long atByte;

    MalformedEventException(String problem, long atByte, Arrived arrived) {
        super("malformed stream at byte " + atByte + ": " + problem, arrived, null);
        this.problem = problem;
        this.atByte = atByte;
    }

    /** Returns what is wrong, for people. */
    public String problem() {
        return problem;
    }

    /** Returns the offset in the body: of the bad byte, or of the first byte of the bad event. */
    public long atByte() {
        return atByte;
    }
}
