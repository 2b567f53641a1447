package dev.gpuworker.real.drift;

import java.util.Locale;

/**
 * One difference between what the mock and the real worker answer.
 *
 * @param severity how much it matters to those who rely on the mock
 * @param request name of the request
 * @param path where: {@code status}, {@code header content-type}, {@code events}, or a field such as {@code token.i} or
 *     {@code errors[].field}
 * @param mock what the mock says
 * @param real what the real worker says
 */
public record Difference(Severity severity, String request, String path, String mock, String real) {
    /** How much a difference matters. */
    public enum Severity {
        /** A client that passes on the mock fails on the real worker. */
        CRITICAL,
        /** The real worker sends something that no test on the mock has seen, or leaves out an optional part. */
        WARNING,
        /** The two differ by design, or the difference does not matter to clients that keep to the contract. */
        INFO;

        /** Returns the word used in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
