package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the contract, the list of its demands and the rules together. */
class RequirementsTest {
    private static final Pattern ID = Pattern.compile("M0-W-\\d{4}|D-\\d\\d");
    private static final List<Demand> DEMANDS = demands();

    private record Demand(String keyword, Set<String> ids, Set<String> rules, boolean excluded, String text) {}

    @Test
    void everyDemandHasARuleOrAReason() {
        assertThat(DEMANDS)
                .allSatisfy(demand -> assertThat(
                                demand.excluded() || !demand.rules().isEmpty())
                        .as("a rule, or excluded: and why, for \"%s %s\"", demand.keyword(), demand.text())
                        .isTrue());
    }

    @Test
    void everyRuleNamedThereExistsAndEveryRuleIsNamed() {
        Set<String> named =
                DEMANDS.stream().flatMap(demand -> demand.rules().stream()).collect(Collectors.toSet());
        Set<String> rules = WorkerRulebook.all().rules().stream().map(Rule::id).collect(Collectors.toSet());

        assertThat(named).isEqualTo(rules);
    }

    @Test
    void everyIdOfTheContractsSectionsOneToFourIsListed() throws IOException {
        Set<String> listed =
                DEMANDS.stream().flatMap(demand -> demand.ids().stream()).collect(Collectors.toSet());
        String contract = Files.readString(Path.of("..", "docs", "worker-api.md"));
        String sections = contract.substring(contract.indexOf("## 1."), contract.indexOf("## 5."));

        assertThat(ids(sections)).isSubsetOf(listed);
        assertThat(listed).isSubsetOf(ids(contract));
    }

    @Test
    void everyRuleTracesToTheContract() throws IOException {
        Set<String> contract = ids(Files.readString(Path.of("..", "docs", "worker-api.md")));

        assertThat(WorkerRulebook.all().rules()).allSatisfy(rule -> {
            assertThat(rule.requirements()).as(rule.id()).isNotEmpty().isSubsetOf(contract);
            assertThat(rule.title()).as(rule.id()).endsWith(".");
            assertThat(rule.hint()).as(rule.id()).startsWith("Check ");
            assertThat(rule.exercises()).as(rule.id()).isNotEmpty();
            assertThat(rule.clock().isEmpty())
                    .as("%s: a budget has a clock", rule.id())
                    .isEqualTo(rule.budget().isZero());
        });
    }

    private static Set<String> ids(String text) {
        Matcher ids = ID.matcher(text);
        Set<String> found = new TreeSet<>();
        while (ids.find()) {
            found.add(ids.group());
        }
        return found;
    }

    private static List<Demand> demands() {
        try (InputStream in =
                RequirementsTest.class.getResourceAsStream("/dev/gpuworker/conformance/requirements.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(RequirementsTest::demand)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Demand demand(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|", 5)).map(String::strip).toList();
        boolean excluded = columns.get(3).startsWith("excluded: ");
        Set<String> rules =
                excluded ? Set.of() : Stream.of(columns.get(3).split(" ", -1)).collect(Collectors.toSet());
        return new Demand(columns.get(1), ids(columns.get(2)), rules, excluded, columns.get(4));
    }
}
