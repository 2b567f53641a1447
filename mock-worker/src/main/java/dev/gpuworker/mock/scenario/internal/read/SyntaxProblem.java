package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.JacksonYAMLParseException;
import java.io.IOException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reports where and why a text is neither YAML nor JSON. */
final class SyntaxProblem {
    private SyntaxProblem() {}

    static void add(IOException failure, Problems problems) {
        if (failure.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            Mark mark = marked.getProblemMark();
            String context = marked.getContext() == null ? "" : marked.getContext() + ": ";
            problems.add(
                    new Place(mark.getLine() + 1, mark.getColumn() + 1, 1),
                    context + marked.getProblem(),
                    hint(marked));
        } else if (failure instanceof JsonProcessingException json) {
            problems.add(place(json.getLocation()), message(json));
        } else {
            problems.add(Place.START, "cannot be read: " + failure.getClass().getSimpleName());
        }
    }

    private static String hint(MarkedYAMLException marked) {
        String problem = String.valueOf(marked.getProblem());
        if (problem.contains("TAB")) {
            return "indent with spaces";
        }
        boolean brace = problem.contains("but got {") || problem.contains("but got [");
        return brace ? "put quotes around text that has { } [ ] or ," : "";
    }

    private static String message(JsonProcessingException failure) {
        String original = String.valueOf(failure.getOriginalMessage());
        if (original.startsWith("Expected a field name")) {
            return "a key must be plain text";
        }
        String kind = failure instanceof JacksonYAMLParseException ? "not valid YAML: " : "not valid: ";
        return kind + original.lines().findFirst().orElse("");
    }

    private static Place place(JsonLocation location) {
        return location == null
                ? Place.START
                : new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()), 1);
    }
}
