package dev.gpuworker.conformance;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules in the order of their ids. Immutable.
 *
 * @param rules each id once
 */
public record Rulebook(List<Rule> rules) {
    /** Rejects an id that is used twice. */
    public Rulebook {
        rules = List.copyOf(rules);
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("the id " + rule.id() + " stands for two rules");
            }
        }
    }

    /**
     * Returns the rules whose id matches one of the globs, separated by commas: {@code *} stands for any characters,
     * {@code ?} for one. The result may be empty.
     */
    public Rulebook matching(String globs) {
        List<Pattern> patterns =
                List.of(globs.split(",", -1)).stream().map(Rulebook::pattern).toList();
        return new Rulebook(rules.stream()
                .filter(rule -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(rule.id()).matches()))
                .toList());
    }

    private static Pattern pattern(String glob) {
        StringBuilder regex = new StringBuilder();
        glob.trim()
                .chars()
                .forEach(c -> regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c))));
        return Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE);
    }

    /** Returns the rule with this id. */
    public Optional<Rule> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equalsIgnoreCase(id)).findFirst();
    }

    /** Returns the checks of these rules. */
    public List<Check> checks() {
        return rules.stream().map(Rule::check).toList();
    }

    /** Returns the exercises that these rules need, each once, in the order of first use. */
    public List<Exercise> exercises() {
        Set<Exercise> all = new LinkedHashSet<>();
        rules.forEach(rule -> all.addAll(rule.exercises()));
        return List.copyOf(all);
    }
}
