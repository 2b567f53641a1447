package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.Problem;

/** Writes one problem for people: place, message, the line of the file, a caret. */
final class ProblemText {
    /** A longer line is shown around the problem only. */
    private static final int WINDOW = 100;

    private ProblemText() {}

    static String of(String file, Problem problem, String line) {
        String number = String.format("%5d", problem.line());
        String head = file + ":" + problem.line() + ":" + problem.column() + " " + problem.message() + "\n";
        String hint = problem.hint().isEmpty() ? "" : " " + problem.hint();
        if (line.isBlank()) {
            return hint.isEmpty() ? head : head + " ".repeat(number.length()) + " |" + hint + "\n";
        }
        int[] codePoints = line.codePoints().toArray();
        int at = problem.column() - 1;
        int from = codePoints.length <= WINDOW ? 0 : Math.max(0, at - WINDOW / 2);
        int to = Math.min(codePoints.length, from + WINDOW);
        String shown = Printable.line(new String(codePoints, from, to - from));
        String before = from > 0 ? "…" : "";
        String after = to < codePoints.length ? "…" : "";
        int width = Math.max(1, Math.min(problem.width(), to - at));
        return head + number + " | " + before + shown + after + "\n" + " ".repeat(number.length()) + " | "
                + " ".repeat(at - from + before.length()) + "^".repeat(width) + hint + "\n";
    }
}
