package dev.gpuworker.mock.cli;

import java.util.List;

/** A wrong command line, environment or scenario file: exit code 2. Nothing was started. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String problem) {
        this(List.of(problem));
    }

    /** Creates an exception that lists all problems, one per line. */
    UsageException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
