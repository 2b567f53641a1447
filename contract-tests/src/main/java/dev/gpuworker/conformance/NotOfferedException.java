package dev.gpuworker.conformance;

/** The worker lacks an optional capability; the verdict becomes {@code not-applicable}. */
public final class NotOfferedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Creates an exception that names the capability and says how its absence was seen. */
    public NotOfferedException(String what) {
        super(what);
    }
}
