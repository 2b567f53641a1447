package dev.gpuworker.pact;

import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import java.util.Map;

/**
 * One kind of stream.
 *
 * @param description the interaction's, unique
 * @param requirement the id of {@code docs/worker-api.md}
 * @param state the worker's state
 * @param parameters of the state
 * @param request the job
 * @param ending how its stream ends
 */
record StreamCase(
        String description,
        String requirement,
        ProviderStates state,
        Map<String, Object> parameters,
        ExecuteRequest request,
        Ending ending) {
    /** How a stream ends. */
    sealed interface Ending {
        /** Returns the terminal event's type. */
        String type();

        /** With an {@code end} event, whatever its reason. */
        record Ends() implements Ending {
            @Override
            public String type() {
                return "end";
            }
        }

        /** With an {@code end} event that tells a stop sequence. */
        record StopsAt(String sequence) implements Ending {
            @Override
            public String type() {
                return "end";
            }
        }

        /** With an {@code error} event of this code. */
        record Fails(ErrorCode code) implements Ending {
            @Override
            public String type() {
                return "error";
            }
        }
    }
}
