package dev.gpuworker.mock.model;

/** A model that cannot be loaded: no such card or file, or a file that is broken. The worker does not start. */
public final class ModelLoadException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String model;

    ModelLoadException(String model, String reason) {
        super(reason);
        this.model = model;
    }

    /** Returns the requested model: the path, or {@code mock:} and a name. */
    public String model() {
        return model;
    }
}
