package dev.gpuworker.mock.scenario.internal.judge;

import dev.gpuworker.mock.scenario.Finding;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.Requirements;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the judges' findings in one scenario. Not thread-safe. */
public final class Findings {
    /** Bounds the findings of a script that breaks the contract at each of thousands of steps. */
    private static final int COUNT_MAX = 50;

    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Set<String> needed = new HashSet<>();

    /** Adds a finding that any of these ids declares; without an id it cannot be declared. */
    void add(Part part, int index, String message, String... requirements) {
        needed.addAll(List.of(requirements));
        findings.add(new Finding(part, index, Set.of(requirements), message));
    }

    /** Returns the findings that these ids do not declare, then the ids that are unknown or not needed. */
    public List<Finding> undeclared(Collection<String> declared) {
        List<Finding> open = new ArrayList<>(findings.stream()
                .filter(finding -> finding.requirements().stream().noneMatch(declared::contains))
                .limit(COUNT_MAX)
                .toList());
        int index = 0;
        for (String id : declared) {
            if (!Requirements.ids().contains(id)) {
                String hint = Suggestion.closest(id, Requirements.ids())
                        .map(close -> "; did you mean \"" + close + "\"?")
                        .orElse("; docs/worker-api.md has the ids");
                open.add(new Finding(Part.VIOLATES, index, Set.of(), "unknown requirement " + Shown.quoted(id) + hint));
            } else if (!needed.contains(id)) {
                open.add(new Finding(Part.VIOLATES, index, Set.of(), id + " is declared, but nothing here breaks it"));
            }
            index++;
        }
        return open;
    }
}
