package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.io.PrintableText;
import dev.gpuworker.mock.scenario.Problem;

/** Writes one problem for people: place, message, the line of the file, a caret. */
final class ProblemText {
    /** Of a longer line, only the part around the problem is shown. */
    private static final int WINDOW = 100;

    private ProblemText() {}

    static String of(String file, Problem problem, String line) {
        String number = String.format("%5d", problem.line());
        String head = PrintableText.line(file) + ":" + problem.line() + ":" + problem.column() + " " + problem.message()
                + "\n";
        String hint = problem.hint().isEmpty() ? "" : " " + problem.hint();
        if (line.isBlank()) {
            return hint.isEmpty() ? head : head + " ".repeat(number.length()) + " |" + hint + "\n";
        }
        int[] codePoints = line.codePoints().toArray();
        int at = problem.column() - 1;
        int from = codePoints.length <= WINDOW ? 0 : Math.max(0, at - WINDOW / 2);
        int to = Math.min(codePoints.length, from + WINDOW);
        // An escaped character is six wide: the caret is placed under the shown text, not under the text in the file.
        String left = PrintableText.line(new String(codePoints, from, at - from));
        String right = PrintableText.line(new String(codePoints, at, to - at));
        String before = from > 0 ? "…" : "";
        String after = to < codePoints.length ? "…" : "";
        String marked = PrintableText.line(new String(codePoints, at, Math.min(problem.width(), to - at)));
        int width = Math.max(1, marked.codePointCount(0, marked.length()));
        return head + number + " | " + before + left + right + after + "\n" + " ".repeat(number.length()) + " | "
                + " ".repeat(left.codePointCount(0, left.length()) + before.length()) + "^".repeat(width) + hint + "\n";
    }
}
