package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.scenario.demand.Demands;
import dev.gpuworker.mock.scenario.internal.read.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/scenarios.md} and the code together; {@code -Dscenarios.write=true} writes the generated part. */
class ScenarioDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/scenarios.md");
    private static final String MARK = "<!-- generated: the tables below are checked by ScenarioDocumentTest -->\n";

    @Test
    void theTablesOfShippedScenariosAreTheScenarios() throws IOException {
        String text = Files.readString(DOCUMENT);
        int mark = text.indexOf(MARK) + MARK.length();
        if (Boolean.getBoolean("scenarios.write")) {
            Files.writeString(DOCUMENT, text.substring(0, mark) + tables());
        }

        assertThat(Files.readString(DOCUMENT).substring(mark)).isEqualTo(tables());
    }

    @Test
    void theDemandsDescribeTheScenariosInTheSameWords() throws IOException {
        assertThat(Demands.torture().scenarios().stream()
                        .map(demand -> "| `" + demand.name() + "` | " + demand.about() + " | "))
                .zipSatisfy(
                        Shipped.rows("torture").stream().toList(),
                        (start, row) -> assertThat(row).startsWith(start));
    }

    @Test
    void everyExampleIsRead() throws IOException {
        Matcher block = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        List<ScenarioSet> sets = new ArrayList<>();
        while (block.find()) {
            sets.add(ScenarioYaml.parse("scenarios.md", block.group(1)));
        }

        assertThat(sets).hasSize(3);
    }

    @Test
    void everyWordIsExplained() throws IOException {
        String text = Files.readString(DOCUMENT);
        List<String> words = new ArrayList<>(Verb.words());
        Stream.of(Verb.values()).forEach(verb -> words.addAll(verb.keys()));
        Stream.of(
                        Vocabulary.TOP,
                        Vocabulary.WORKER,
                        Vocabulary.SCENARIO,
                        Vocabulary.WHEN,
                        Vocabulary.REPLY,
                        Vocabulary.ON_CANCEL,
                        Vocabulary.WIRE)
                .forEach(words::addAll);

        assertThat(words).allSatisfy(word -> assertThat(text).containsPattern("`" + Pattern.quote(word) + "[`:]"));
    }

    @Test
    void theErrorExampleIsWhatIsTold() throws IOException {
        String report = Errors.of(Errors.file("", "started", "eof")).getMessage();

        assertThat(Files.readString(DOCUMENT)).contains("```\n" + report + "\n```");
    }

    @Test
    void theJavaExampleIsTheYamlExample() throws IOException {
        Scenario scenario =
                Scenario.named("reset-inside-an-emoji").whenHeader("x-case", "utf8").violates("M0-W-1311").stream(
                        Script.builder()
                                .started()
                                .add(Write.Token.of("ok 🙂")
                                        .wire(WirePlan.pieces(1).stopAfter(ByteOffset.inText(5))))
                                .reset()
                                .build());
        String text = Files.readString(DOCUMENT);
        String first =
                text.substring(text.indexOf("```yaml\n") + 8, text.indexOf("```", text.indexOf("```yaml\n") + 8));

        assertThat(ScenarioYaml.parse("scenarios.md", first).named("reset-inside-an-emoji"))
                .contains(scenario);
    }

    private static String tables() throws IOException {
        StringBuilder tables = new StringBuilder();
        for (String set : Scenarios.sets()) {
            tables.append("\n### ").append(set).append("\n\n| scenario | what it does | violates |\n|---|---|---|\n");
            Shipped.rows(set).forEach(row -> tables.append(row).append('\n'));
        }
        return tables.toString();
    }
}
