package dev.gpuworker.pact;

import dev.gpuworker.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/**
 * One request that is refused, and how.
 *
 * @param description the interaction's, unique
 * @param requirement the id of {@code docs/worker-api.md}
 * @param state the worker's state
 * @param parameters of the state
 * @param path of the {@code POST}
 * @param body of the request
 * @param status HTTP status of the refusal
 * @param code of its envelope
 * @param errors the fields and constraints told, in no promised order; empty where the refusal is not about fields
 */
record Refusal(
        String description,
        String requirement,
        ProviderStates state,
        Map<String, Object> parameters,
        String path,
        String body,
        int status,
        ErrorCode code,
        List<Broken> errors) {
    /**
     * One field error.
     *
     * @param field its name, as an example
     * @param fieldRegex what every worker's own name of it must match
     * @param constraint its constraint, as an example
     * @param constraintRegex what every worker's own bound must match
     */
    record Broken(String field, String fieldRegex, String constraint, String constraintRegex) {
        static Broken exactly(String field, String constraint) {
            return bound(field, constraint, Expression.literally(constraint));
        }

        static Broken bound(String field, String constraint, String regex) {
            return new Broken(field, Expression.literally(field), constraint, regex);
        }

        /** A bound that is no integer; whether it is written with a fraction is not promised. */
        static Broken range(String field, int from, int to) {
            String regex = "^range\\(%d(\\.0)?\\.\\.=%d(\\.0)?\\)$".formatted(from, to);
            return bound(field, "range(%d.0..=%d.0)".formatted(from, to), regex);
        }

        /** A stop sequence; the contract does not promise that the error names its index. */
        static Broken stop(int place, String constraint, String regex) {
            String name = "stop[" + place + "]";
            return new Broken(name, "^stop(\\[" + place + "\\])?$", constraint, regex);
        }

        static Broken stop(int place, String constraint) {
            return stop(place, constraint, Expression.literally(constraint));
        }
    }

    /** Returns an {@code /execute} request whose fields beside {@code job_id} and {@code prompt} are these. */
    static Refusal field(String description, String requirement, String fields, Broken... errors) {
        return body(
                description,
                requirement,
                "{\"job_id\":\"job-refused\",\"prompt\":\"Write a haiku\"," + fields + "}",
                errors);
    }

    static Refusal body(String description, String requirement, String body, Broken... errors) {
        return new Refusal(
                "a job with " + description,
                requirement,
                ProviderStates.READY,
                Map.of(),
                "/execute",
                body,
                400,
                ErrorCode.INVALID_REQUEST,
                List.of(errors));
    }
}
