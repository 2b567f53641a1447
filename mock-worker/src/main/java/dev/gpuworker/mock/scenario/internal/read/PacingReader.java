package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Pacing;
import java.time.Duration;
import java.util.Optional;

/** Reads a wait: a duration, or two quantiles. */
final class PacingReader {
    private final Values values;
    private final Problems problems;

    PacingReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    Optional<Pacing> read(Node node) {
        if (!(node instanceof Node.Mapping)) {
            return values.duration(node).map(Pacing::of);
        }
        return Fields.of(node, "a distribution", Vocabulary.PACING, problems).flatMap(fields -> {
            Optional<Duration> p50 = fields.require("p50", values::duration);
            Optional<Duration> p99 = fields.require("p99", values::duration);
            return p50.flatMap(half -> p99.flatMap(most -> values.built(node, () -> Pacing.spread(half, most))));
        });
    }
}
