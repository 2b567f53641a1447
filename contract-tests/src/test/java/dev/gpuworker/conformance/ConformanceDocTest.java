package dev.gpuworker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Keeps docs/conformance.md what the rules and the matrix say. */
class ConformanceDocTest {
    private static final Path DOC = Path.of("..", "docs", "conformance.md");
    private static final String WRITE = "conformance.doc.write";

    @Test
    void documentIsWhatTheRulesSay() throws IOException {
        String fresh = document();
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOC, fresh);
        }

        assertThat(Files.exists(DOC) ? Files.readString(DOC) : "")
                .as(
                        "docs/conformance.md; write it anew with: mvn -pl contract-tests -am test"
                                + " -Dtest=ConformanceDocTest -Dsurefire.failIfNoSpecifiedTests=false -D%s=true",
                        WRITE)
                .isEqualTo(fresh);
    }

    private static String document() throws IOException {
        StringBuilder text = new StringBuilder(resource("/conformance-preface.md"));
        JsonNode mutants = WireJson.tree(resource("/dev/gpuworker/conformance/mutants.json"));
        for (Section section : Section.values()) {
            text.append("\n## ")
                    .append(section.number())
                    .append(". ")
                    .append(section.title())
                    .append("\n\n");
            text.append(
                    "| rule | keyword | promise | requirements | exercise | mutants that it catches |\n|---|---|---|---|---|---|\n");
            WorkerRulebook.all().rules().stream()
                    .filter(rule -> rule.section() == section)
                    .forEach(rule -> text.append(row(rule, mutants.path(rule.id()))));
        }
        text.append("\n## Exercises\n\n| exercise | what it does |\n|---|---|\n");
        WorkerRulebook.all()
                .exercises()
                .forEach(exercise -> text.append("| `")
                        .append(exercise.name())
                        .append("` | ")
                        .append(exercise.description())
                        .append(" |\n"));
        return text.toString();
    }

    private static String row(Rule rule, JsonNode mutants) {
        List<String> names = new ArrayList<>();
        mutants.forEach(name -> names.add(name.asText()));
        List<String> exercises = rule.exercises().stream().map(Exercise::name).toList();
        String time = rule.clock().isEmpty() ? "" : " *Clock:* " + rule.clock() + ".";
        return "| " + rule.id() + " | " + rule.keyword() + " | " + cell(rule.title() + time) + " | "
                + String.join(", ", rule.requirements()) + " | " + String.join(", ", exercises) + " | "
                + cell(String.join("; ", names)) + " |\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static String resource(String path) throws IOException {
        try (InputStream in = ConformanceDocTest.class.getResourceAsStream(path)) {
            return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
