package dev.gpuworker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.mutant.Mutants;
import dev.gpuworker.conformance.rules.WorkerRulebook;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The numbers that the pages boast of are true. */
class CountsTest {
    private static final Pattern COUNT = Pattern.compile("\\b([0-9]{2,}) (rules|mutants|interactions)\\b");

    @Test
    void rulesMutantsAndInteractionsAreAsManyAsThePagesSay() throws IOException {
        Map<String, Integer> counts = Map.of(
                "rules", WorkerRulebook.all().rules().size(),
                "mutants", Mutants.count(),
                "interactions", interactions());

        List<String> seen = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (String page : Project.pages()) {
            Matcher count = COUNT.matcher(Project.read(page));
            while (count.find()) {
                seen.add(count.group(2));
                if (counts.get(count.group(2)) != Integer.parseInt(count.group(1))) {
                    wrong.add(page + " says " + count.group() + ", but there are " + counts.get(count.group(2)));
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(seen).as("counts that were found").contains("rules", "mutants", "interactions");
    }

    private static int interactions() throws IOException {
        return WireJson.tree(Project.read("contract-tests/pacts/orchestrator-worker-orcd.json"))
                .path("interactions")
                .size();
    }
}
