package dev.gpuworker.mock.scenario.internal.read;

import java.util.List;

/** Finds characters that no scenario file may contain, before a parser fails on them without a position. */
final class Characters {
    private Characters() {}

    static boolean areLegal(SourceText source, Problems problems) {
        List<String> lines = source.lines();
        for (int k = 0; k < lines.size(); k++) {
            int[] codePoints = lines.get(k).codePoints().toArray();
            for (int c = 0; c < codePoints.length; c++) {
                if (isIllegal(codePoints[c])) {
                    problems.add(
                            new Place(k + 1, c + 1, 1),
                            String.format("the control character U+%04X", codePoints[c]),
                            "write it as an escape in double quotes: " + String.format("\\u%04x", codePoints[c]));
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isIllegal(int c) {
        boolean control = Character.getType(c) == Character.CONTROL && c != '\t' && c != 0x85;
        boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        return control || surrogate || c == 0xFFFE || c == 0xFFFF || c == 0xFEFF;
    }
}
