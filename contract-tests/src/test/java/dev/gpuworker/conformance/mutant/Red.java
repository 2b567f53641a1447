package dev.gpuworker.conformance.mutant;

import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the rulebook says of a worker, apart from what it passes.
 *
 * @param breaches the rules that failed or warned, with their messages
 * @param unreached the rules that could not run
 */
record Red(SortedMap<String, String> breaches, SortedSet<String> unreached) {
    /** Returns whether exactly the mutant's rules are red, apart from those that are so only sometimes. */
    boolean isAsRecorded(Mutant mutant, Set<String> recordedUnreached) {
        return unexpected(mutant, recordedUnreached).isEmpty();
    }

    /** Returns the rules whose verdict is not the recorded one, apart from those that have it only sometimes. */
    SortedSet<String> unexpected(Mutant mutant, Set<String> recordedUnreached) {
        SortedSet<String> rules = new TreeSet<>(eitherButNotBoth(breaches.keySet(), mutant.breaks()));
        rules.addAll(eitherButNotBoth(unreached, recordedUnreached));
        return without(mutant.sometimes(), rules);
    }

    private static Set<String> eitherButNotBoth(Set<String> some, Set<String> others) {
        Set<String> either = new TreeSet<>(some);
        either.addAll(others);
        either.removeIf(rule -> some.contains(rule) && others.contains(rule));
        return either;
    }

    /** Returns a sorted copy without some. */
    static SortedSet<String> without(Set<String> some, Set<String> rules) {
        SortedSet<String> left = new TreeSet<>(rules);
        left.removeAll(some);
        return left;
    }
}
