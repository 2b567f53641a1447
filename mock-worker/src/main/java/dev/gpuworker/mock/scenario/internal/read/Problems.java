package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Problem;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.internal.Shown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong with one file. Not thread-safe. */
final class Problems {
    /** More help nobody; a file with more problems is usually not a scenario file. */
    private static final int COUNT_MAX = 100;

    private final SourceText source;
    private final List<String> lines;
    private final List<Problem> problems = new ArrayList<>();

    Problems(SourceText source) {
        this.source = source;
        lines = source.lines();
    }

    void add(Place at, String message) {
        add(at, message, "");
    }

    void add(Place at, String message, String hint) {
        if (problems.size() < COUNT_MAX) {
            problems.add(inRange(at, Shown.line(message), Shown.line(hint)));
        }
    }

    boolean any() {
        return !problems.isEmpty();
    }

    /** Places come from a parser: an end of file may lie after the last line. */
    private Problem inRange(Place at, String message, String hint) {
        int line = Math.max(1, Math.min(at.line(), lines.size()));
        String text = lines.get(line - 1);
        int length = text.codePointCount(0, text.length());
        int column = at.line() > lines.size() ? length + 1 : Math.max(1, Math.min(at.column(), length + 1));
        int width = Math.max(1, Math.min(at.width(), length + 1 - column));
        return new Problem(line, column, width, message, hint);
    }

    /** Throws one exception with all problems if there are any. */
    void throwIfAny() {
        if (problems.isEmpty()) {
            return;
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        StringBuilder report = new StringBuilder();
        for (Problem problem : problems) {
            report.append(ProblemText.of(source.name(), problem, lines.get(problem.line() - 1)));
        }
        if (problems.size() == COUNT_MAX) {
            report.append("There may be more: only the first ")
                    .append(COUNT_MAX)
                    .append(" are shown.\n");
        }
        throw new ScenarioException(source.name(), problems, report.toString());
    }
}
