package dev.gpuworker.pact;

/** A request of a Pact tool that cannot be done. The message is written for the person who reads the tool's output. */
final class BridgeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * @param status HTTP status of the answer, at least 400
     * @param message why it cannot be done
     */
    BridgeException(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
