package dev.gpuworker.mock.cli;

import dev.gpuworker.wire.ErrorCode;
import java.util.regex.Pattern;

/** The checks at start that a well-formed command line can still fail (M0-W-1111). */
final class WorkerIdCheck {
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private WorkerIdCheck() {}

    static void check(Launch launch) throws StartFailure {
        String id = launch.worker().workerId();
        if (!UUID.matcher(id).matches()) {
            throw new StartFailure(
                    ErrorCode.INVALID_REQUEST,
                    "--worker-id must be a UUID such as 123e4567-e89b-12d3-a456-426614174000, but was \"" + id + "\"");
        }
    }
}
