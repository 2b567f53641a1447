package dev.gpuworker.mock.scenario.internal.read;

import java.util.List;

/**
 * The text of a scenario file.
 *
 * @param name as the user gave it
 * @param text the whole text, without a byte order mark
 * @param format its format
 */
public record SourceText(String name, String text, Format format) {
    /** The two ways to write scenarios; the vocabulary is the same. */
    public enum Format {
        YAML("\r\n|[\n\r\u0085\u2028\u2029]"),
        JSON("\r\n|[\n\r]");

        private final String lineEnds;

        Format(String lineEnds) {
            this.lineEnds = lineEnds;
        }
    }

    /** Returns the text; its format follows from the name's suffix, or else from the first character. */
    public static SourceText of(String name, String text) {
        String start = text.stripLeading();
        boolean json = name.endsWith(".json") || (!isYaml(name) && (start.startsWith("{") || start.startsWith("[")));
        return new SourceText(name, text, json ? Format.JSON : Format.YAML);
    }

    private static boolean isYaml(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    /** Returns the lines, at least one, without their line ends. */
    List<String> lines() {
        return List.of(text.split(format.lineEnds, -1));
    }
}
