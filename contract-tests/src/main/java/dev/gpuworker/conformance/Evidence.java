package dev.gpuworker.conformance;

/**
 * The place in a recording that shows a breach.
 *
 * @param exercise name of the exercise
 * @param role role of the exchange in it
 * @param fromByte offset of the first offending byte in the answer's body
 * @param toByte offset after the last one; equal to {@code fromByte} if the head or the end is at fault
 * @param text the text at that place, shortened
 */
public record Evidence(String exercise, String role, int fromByte, int toByte, String text) {
    private static final int TEXT_CHARS_MAX = 240;

    /** Shortens the text. */
    public Evidence {
        text = text.length() > TEXT_CHARS_MAX ? text.substring(0, TEXT_CHARS_MAX) + "…" : text;
    }

    /** Describes the place. */
    public String place() {
        return exercise + "/" + role + (toByte > fromByte ? " bytes " + fromByte + "-" + (toByte - 1) : "");
    }
}
