package dev.gpuworker.mock.cli;

import dev.gpuworker.wire.ErrorCode;
import java.util.Map;

/** A start that fails although the command line is well-formed: exit code 1 and a log line (M0-W-1020, M0-W-1111). */
final class StartFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> evidence;

    StartFailure(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    StartFailure(ErrorCode code, String message, Map<String, Object> evidence) {
        super(message);
        this.code = code;
        this.evidence = Map.copyOf(evidence);
    }

    ErrorCode code() {
        return code;
    }

    /** Returns the fields of the log line besides code and message. */
    Map<String, Object> evidence() {
        return evidence;
    }
}
