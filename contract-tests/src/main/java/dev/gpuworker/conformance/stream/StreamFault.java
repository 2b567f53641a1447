package dev.gpuworker.conformance.stream;

/**
 * A fault in the bytes of a stream that the reading rules forgive but a contract may not.
 *
 * @param kind the kind of fault
 * @param fromByte offset of its first byte in the body
 * @param toByte offset after its last byte
 * @param text the text at that place, for people
 */
public record StreamFault(Kind kind, int fromByte, int toByte, String text) {
    /** The kinds of faults. */
    public enum Kind {
        /** A line whose bytes are not UTF-8. */
        NOT_UTF8,
        /** An {@code id:} line. */
        ID_LINE,
        /** A {@code retry:} line. */
        RETRY_LINE,
        /** A line with a field name that event streams do not know. */
        UNKNOWN_FIELD,
        /** An {@code event:} line without any data in its block: nothing is dispatched. */
        EVENT_WITHOUT_DATA,
        /** The body ended inside a block. */
        INCOMPLETE_EVENT
    }
}
