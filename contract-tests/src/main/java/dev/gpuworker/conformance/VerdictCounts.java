package dev.gpuworker.conformance;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many verdicts there are of each kind. Immutable.
 *
 * @param counts every kind in order, zeros included
 */
public record VerdictCounts(Map<Verdict.Kind, Long> counts) {
    /** Copies the map and adds the kinds that it lacks. */
    public VerdictCounts {
        Map<Verdict.Kind, Long> all = new EnumMap<>(Verdict.Kind.class);
        for (Verdict.Kind kind : Verdict.Kind.values()) {
            all.put(kind, counts.getOrDefault(kind, 0L));
        }
        counts = Collections.unmodifiableMap(all);
    }

    /** Counts verdicts. */
    public static VerdictCounts of(Collection<? extends Verdict> verdicts) {
        Map<Verdict.Kind, Long> counts = new EnumMap<>(Verdict.Kind.class);
        verdicts.forEach(verdict -> counts.merge(verdict.kind(), 1L, Long::sum));
        return new VerdictCounts(counts);
    }

    /** Returns how many verdicts there are of a kind. */
    public long of(Verdict.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    /** Returns how many verdicts there are. */
    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Returns the counts in words, such as {@code 30 passed, 1 failed, 4 not-applicable of 35 rules}. How many passed
     * and failed is always said, so that a run of nothing cannot look green.
     */
    public String text(String noun) {
        StringBuilder line = new StringBuilder();
        counts.forEach((kind, count) -> {
            if (count > 0 || kind == Verdict.Kind.PASSED || kind == Verdict.Kind.FAILED) {
                line.append(line.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(kind.word());
            }
        });
        return line.append(" of ")
                .append(total())
                .append(' ')
                .append(noun)
                .toString()
                .strip();
    }
}
