package dev.gpuworker.conformance.mutant;

import dev.gpuworker.conformance.mutant.worker.Behaviour;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * A worker that breaks one promise.
 *
 * @param name what it does, in words
 * @param rule the rule that must catch it
 * @param says a part of the message, which must name the fault
 * @param also rules that are broken by the same deed, and catch it every time as well
 * @param sometimes rules whose verdict on it hangs on the moment; the reason stands where they are named
 * @param change makes it out of a conforming worker
 */
record Mutant(
        String name,
        String rule,
        String says,
        Set<String> also,
        Set<String> sometimes,
        UnaryOperator<Behaviour> change) {
    static Mutant of(String rule, String name, String says, UnaryOperator<Behaviour> change) {
        return new Mutant(name, rule, says, Set.of(), Set.of(), change);
    }

    Mutant alsoBreaks(String... rules) {
        return new Mutant(name, rule, says, Set.of(rules), sometimes, change);
    }

    Mutant sometimesBreaks(String... rules) {
        return new Mutant(name, rule, says, also, Set.of(rules), change);
    }

    /** Returns every rule that catches it every time. */
    SortedSet<String> breaks() {
        SortedSet<String> all = new TreeSet<>(also);
        all.add(rule);
        return all;
    }

    @Override
    public String toString() {
        return rule + " " + name;
    }
}
