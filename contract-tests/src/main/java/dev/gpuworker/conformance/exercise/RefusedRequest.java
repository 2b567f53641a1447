package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * A request that a worker must refuse, and the error that must give the reason.
 *
 * @param role role of the exchange
 * @param field the offending field
 * @param constraint the constraint that is broken
 * @param kind the kind of fault
 * @param body makes the body from a valid job
 */
public record RefusedRequest(String role, String field, String constraint, Kind kind, UnaryOperator<ObjectNode> body) {
    /** What is wrong with a request. */
    public enum Kind {
        /** A value outside of its bounds. */
        BOUND,
        /** A required field that is missing. */
        MISSING,
        /** A value of the wrong type. */
        TYPE
    }
}
