package dev.gpuworker.mock.internal.http;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ErrorEnvelope;
import dev.gpuworker.wire.FieldError;
import dev.gpuworker.wire.InvalidRequestException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ends a request with an HTTP error status. Carries no stack trace, because nothing is broken. */
public final class Refusal extends RuntimeException {
    private enum Kind {
        ENVELOPE,
        PLAIN,
        UNMATCHED
    }

    private static final long serialVersionUID = 1L;
    private static final Map<String, String> RETRY = Map.of("Retry-After", "1");

    private final int status;
    private final transient ErrorEnvelope envelope;
    private final transient Map<String, String> headers;
    private final Kind kind;

    private Refusal(int status, ErrorEnvelope envelope, Map<String, String> headers) {
        this(status, envelope, headers, Kind.ENVELOPE);
    }

    private Refusal(int status, ErrorEnvelope envelope, Map<String, String> headers, Kind kind) {
        super(envelope.message(), null, false, false);
        this.status = status;
        this.envelope = envelope;
        this.headers = headers;
        this.kind = kind;
    }

    public static Refusal of(ErrorCode code, String message) {
        return new Refusal(code.httpStatus(), ErrorEnvelope.of(code, message), Map.of());
    }

    public static Refusal invalid(int status, String message) {
        return new Refusal(status, ErrorEnvelope.of(ErrorCode.INVALID_REQUEST, message), Map.of());
    }

    public static Refusal invalid(InvalidRequestException e) {
        return invalid(e.errors());
    }

    public static Refusal invalid(List<FieldError> errors) {
        return new Refusal(400, ErrorEnvelope.invalid(errors), Map.of());
    }

    /** Returns a refusal whose body is plain text (dialect as built). */
    public static Refusal plain(int status, String text) {
        return new Refusal(status, ErrorEnvelope.of(ErrorCode.INVALID_REQUEST, text), Map.of(), Kind.PLAIN);
    }

    /** Returns a strict worker's refusal; the text says why the nearest scenario did not match. */
    public static Refusal unmatched(String mismatch) {
        ErrorCode code = ErrorCode.INTERNAL;
        return new Refusal(code.httpStatus(), ErrorEnvelope.of(code, mismatch), Map.of(), Kind.UNMATCHED);
    }

    /** Returns the refusal of a request that a foreign web page caused (D-27). */
    public static Refusal foreign(String message) {
        return invalid(403, message);
    }

    /** Returns the refusal of a request without the control plane's token. */
    public static Refusal unauthorized(String message) {
        return new Refusal(
                401,
                ErrorEnvelope.of(ErrorCode.INVALID_REQUEST, message),
                Map.of("WWW-Authenticate", "Bearer realm=\"mock\""));
    }

    public static Refusal notFound(String path) {
        return invalid(404, "no such path: " + path);
    }

    public static Refusal wrongMethod(String method, String allowed) {
        ErrorEnvelope envelope = ErrorEnvelope.of(
                ErrorCode.INVALID_REQUEST, "method " + method + " is not allowed here; allowed: " + allowed);
        return new Refusal(405, envelope, Map.of("Allow", allowed));
    }

    public static Refusal jobIdInUse(String jobId) {
        FieldError error = new FieldError("job_id", "unique", "a job with this id is running or waiting", jobId);
        return new Refusal(409, ErrorEnvelope.invalid(List.of(error)), Map.of());
    }

    public static Refusal busy(int waiting) {
        return retriable(ErrorCode.WORKER_BUSY, "a job runs already and " + waiting + " wait; send it again later");
    }

    public static Refusal draining() {
        return retriable(ErrorCode.WORKER_DRAINING, "the worker is stopping and takes no new jobs");
    }

    public static Refusal loading() {
        return retriable(ErrorCode.WORKER_BUSY, "the worker is still loading its model");
    }

    /** @param atATime number of long bodies that are read at a time */
    static Refusal tooManyLongBodies(int atATime) {
        return retriable(
                ErrorCode.WORKER_BUSY,
                "too many long bodies at once; " + atATime + " are read at a time; send it again later");
    }

    private static Refusal retriable(ErrorCode code, String message) {
        return new Refusal(code.httpStatus(), ErrorEnvelope.of(code, message), RETRY);
    }

    public int status() {
        return status;
    }

    public ErrorEnvelope envelope() {
        return envelope;
    }

    /** Returns the text if the refusal is sent as plain text. */
    public Optional<String> plainText() {
        return kind == Kind.PLAIN ? Optional.of(envelope.message()) : Optional.empty();
    }

    /** Returns why the nearest scenario did not match, if that caused the refusal. */
    public Optional<String> mismatch() {
        return kind == Kind.UNMATCHED ? Optional.of(envelope.message()) : Optional.empty();
    }

    public Map<String, String> headers() {
        return headers;
    }
}
