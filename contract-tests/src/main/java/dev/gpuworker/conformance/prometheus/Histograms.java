package dev.gpuworker.conformance.prometheus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks what both formats require of a histogram: ordered, cumulative buckets, the last of which covers everything.
 */
final class Histograms {
    private static final String BUCKET = "_bucket";

    private Histograms() {}

    /**
     * Checks every family that is declared as a histogram, and every family without a type that has buckets.
     *
     * @throws ExpositionException naming the first series that is wrong
     */
    static void check(Exposition exposition) throws ExpositionException {
        Set<String> families = new TreeSet<>();
        exposition.samples().forEach(sample -> {
            boolean isBucket = sample.name().endsWith(BUCKET) && sample.labels().containsKey("le");
            String family = isBucket
                    ? sample.name().substring(0, sample.name().length() - BUCKET.length())
                    : sample.name().replaceFirst("_(?:count|sum)$", "");
            String type = exposition.types().get(family);
            if (type == null ? isBucket : type.equals("histogram")) {
                families.add(family);
            }
        });
        for (String family : families) {
            check(exposition, family);
        }
    }

    private static void check(Exposition exposition, String family) throws ExpositionException {
        Map<List<Object>, List<Sample>> series = new LinkedHashMap<>();
        Map<List<Object>, Sample> counts = new HashMap<>();
        for (Sample sample : exposition.samples()) {
            if (sample.name().equals(family + BUCKET)) {
                series.computeIfAbsent(series(sample), any -> new ArrayList<>()).add(sample);
            } else if (sample.name().equals(family + "_count")) {
                counts.put(series(sample), sample);
                series.computeIfAbsent(series(sample), any -> new ArrayList<>());
            }
        }
        for (Map.Entry<List<Object>, List<Sample>> each : series.entrySet()) {
            check(family, each.getValue(), Optional.ofNullable(counts.get(each.getKey())));
        }
    }

    /** Returns the key of a series in its family: all labels except the bucket's own, and the timestamp. */
    private static List<Object> series(Sample sample) {
        Map<String, String> labels = new HashMap<>(sample.labels());
        labels.remove("le");
        return List.of(labels, sample.timestamp());
    }

    private static void check(String family, List<Sample> buckets, Optional<Sample> count) throws ExpositionException {
        double bound = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (Sample bucket : buckets) {
            String le = bucket.labels().getOrDefault("le", "");
            double next = LineReader.number(le)
                    .orElseThrow(() -> fault(family, bucket, "has a bucket whose le is \"" + le + "\", not a number"));
            if (!(next > bound)) {
                throw fault(family, bucket, "has its buckets out of order: le=\"" + le + "\" comes after " + bound);
            }
            if (!(bucket.value() >= sum)) {
                throw fault(
                        family,
                        bucket,
                        "has buckets that are not cumulative: " + bucket.value() + " up to le=\"" + le + "\", but "
                                + sum + " in the bucket before");
            }
            bound = next;
            sum = bucket.value();
        }
        if (bound != Double.POSITIVE_INFINITY) {
            throw ExpositionException.of("has the histogram " + family + " without a bucket le=\"+Inf\"");
        }
        if (count.isPresent() && count.get().value() != sum) {
            throw fault(
                    family, count.get(), "counts " + count.get().value() + ", but its bucket le=\"+Inf\" has " + sum);
        }
    }

    private static ExpositionException fault(String family, Sample sample, String what) {
        return ExpositionException.of("has the histogram " + family + ", which in line " + sample.line() + " " + what);
    }
}
