package dev.gpuworker.wire;

import java.util.List;

/** A request that the contract refuses with 400, with every reason. Its message names the fields, never prompt text. */
public final class InvalidRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<FieldError> errors;

    /** Creates the exception; at least one error is expected. */
    public InvalidRequestException(List<FieldError> errors) {
        super(ErrorEnvelope.invalid(errors).message(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    /** Returns all field errors in the contract's order of fields. */
    public List<FieldError> errors() {
        return errors;
    }
}
