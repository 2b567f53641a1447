package dev.gpuworker.client;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.FieldError;
import java.util.List;
import java.util.Optional;

/** The worker refused with an HTTP status. If the body is not an error envelope, its parts are empty. */
public final class HttpErrorException extends WorkerClientException {
    private final transient ErrorBody body;

    HttpErrorException(ErrorBody body, Arrived arrived) {
        super("HTTP " + arrived.transcript().status() + body.describe(), arrived, null);
        this.body = body;
    }

    /** Returns the HTTP status. */
    public int status() {
        return transcript().status();
    }

    /** Returns the code as sent, or empty if the body has none. */
    public Optional<String> code() {
        return body.code();
    }

    /** Returns the code if the contract knows it. */
    public Optional<ErrorCode> knownCode() {
        return body.code().flatMap(ErrorCode::of);
    }

    /** Returns whether the worker says that the same request may be sent again; empty if it does not say. */
    public Optional<Boolean> retriable() {
        return body.retriable();
    }

    /** Returns the envelope's own message, or an empty text. */
    public String workerMessage() {
        return body.message();
    }

    /** Returns the field errors; empty if the refusal is not about fields. */
    public List<FieldError> errors() {
        return body.errors();
    }
}
