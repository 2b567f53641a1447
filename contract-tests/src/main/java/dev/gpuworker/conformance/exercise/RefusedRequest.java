package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * A request that a worker must refuse, and the error that must say why.
 *
 * @param role role of the exchange
 * @param field the offending field
 * @param constraint the constraint that is broken
 * @param kind what is wrong in general
 * @param body makes the body out of a valid job
 */
public record RefusedRequest(String role, String field, String constraint, Kind kind, UnaryOperator<ObjectNode> body) {
    /** What is wrong with a request. */
    public enum Kind {
        /** A value outside of its bounds. */
        BOUND,
        /** A required field that is not there. */
        MISSING,
        /** A value of another type. */
        TYPE
    }
}
