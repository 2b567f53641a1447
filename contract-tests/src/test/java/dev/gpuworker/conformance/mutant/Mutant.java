package dev.gpuworker.conformance.mutant;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A worker that breaks one promise.
 *
 * @param name what it does, in words
 * @param rule the rule that must catch it
 * @param says a part of the message, which must name the fault
 * @param related rules that are broken by the same deed, and catch it as well, some of them not every time
 * @param change makes it out of a conforming worker
 */
record Mutant(String name, String rule, String says, Set<String> related, UnaryOperator<Behaviour> change) {
    static Mutant of(String rule, String name, String says, UnaryOperator<Behaviour> change) {
        return new Mutant(name, rule, says, Set.of(), change);
    }

    Mutant alsoBreaks(String... rules) {
        return new Mutant(name, rule, says, Set.of(rules), change);
    }

    @Override
    public String toString() {
        return rule + " " + name;
    }
}
