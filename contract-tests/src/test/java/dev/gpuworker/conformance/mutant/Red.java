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
    /** Tells whether exactly the mutant's rules are red, apart from those that are so only sometimes. */
    boolean isAsRecorded(Mutant mutant, Set<String> recordedUnreached) {
        return without(mutant.sometimes(), breaches.keySet()).equals(mutant.breaks())
                && without(mutant.sometimes(), unreached).equals(without(mutant.sometimes(), recordedUnreached));
    }

    /** Returns a sorted copy without some. */
    static SortedSet<String> without(Set<String> some, Set<String> rules) {
        SortedSet<String> left = new TreeSet<>(rules);
        left.removeAll(some);
        return left;
    }
}
