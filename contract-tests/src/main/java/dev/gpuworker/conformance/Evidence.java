package dev.gpuworker.conformance;

/**
 * Where in a recording a breach shows.
 *
 * @param exercise name of the exercise
 * @param role role of the exchange in it
 * @param fromByte offset of the first offending byte in the answer's body
 * @param toByte offset after the last one; the same as {@code fromByte} where the head or the end offends
 * @param text what stands there, shortened
 */
public record Evidence(String exercise, String role, int fromByte, int toByte, String text) {
    private static final int TEXT_CHARS_MAX = 240;

    /** Shortens the text. */
    public Evidence {
        text = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) + "…" : text;
    }

    /** Returns the place in words. */
    public String place() {
        return exercise + "/" + role + (toByte > fromByte ? " bytes " + fromByte + "-" + (toByte - 1) : "");
    }
}
