package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Evidence;
import dev.gpuworker.conformance.Exchange;

/**
 * A breach in one place.
 *
 * @param actual what was found, in words that name the place
 * @param evidence the bytes that show it
 */
record Finding(String actual, Evidence evidence) {
    /** Long enough for a refusal's whole list of errors; one event of a worker may hold megabytes. */
    private static final int CHARS_MAX = 2_000;

    /** Shortens the description. */
    Finding {
        actual = actual.length() > CHARS_MAX ? actual.substring(0, CHARS_MAX) + "…" : actual;
    }

    /** Returns a breach that shows in the head or the end of an exchange. */
    static Finding at(Exchange exchange, String actual) {
        String place = exchange.exercise() + "/" + exchange.role() + ": ";
        return new Finding(place + actual, exchange.evidence(exchange.summary()));
    }

    /** Returns a breach that shows in bytes of an exchange's body. */
    static Finding at(Exchange exchange, int fromByte, int toByte, String text, String actual) {
        String place = exchange.exercise() + "/" + exchange.role() + ": ";
        return new Finding(place + actual, new Evidence(exchange.exercise(), exchange.role(), fromByte, toByte, text));
    }
}
