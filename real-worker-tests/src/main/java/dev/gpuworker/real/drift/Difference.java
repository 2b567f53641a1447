package dev.gpuworker.real.drift;

import java.util.Locale;

/**
 * One thing that mock and real worker say differently.
 *
 * @param severity how much it matters to who relies on the mock
 * @param request name of the request
 * @param path where: {@code status}, {@code header content-type}, {@code events}, or a field such as {@code token.i} or
 *     {@code errors[].field}
 * @param mock what the mock says
 * @param real what the real worker says
 */
public record Difference(Severity severity, String request, String path, String mock, String real) {
    /** How much a difference matters. */
    public enum Severity {
        /** What passes on the mock fails on the real worker. */
        CRITICAL,
        /** The real worker says something that no test on the mock has seen, or leaves out what is optional. */
        WARNING,
        /** Differs by design or does not matter to who keeps to the contract. */
        INFO;

        /** Returns the word in reports. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
