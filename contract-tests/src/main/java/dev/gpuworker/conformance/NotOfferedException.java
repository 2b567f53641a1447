package dev.gpuworker.conformance;

/** Says that the worker lacks an optional capability; it becomes {@code not-applicable}. */
public final class NotOfferedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates it with the capability and how its absence was seen. */
    public NotOfferedException(String what) {
        super(what);
    }
}
