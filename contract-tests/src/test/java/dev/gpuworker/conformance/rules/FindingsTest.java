package dev.gpuworker.conformance.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingsTest {
    @Test
    void sameReasonIsSaidOnceWithAllItsPlaces() {
        assertThat(Findings.failed("x", List.of(at("before", "is JSON"), at("after", "is JSON")))
                        .actual())
                .isEqualTo("metrics/before, metrics/after: is JSON");
    }

    @Test
    void otherReasonsAreSaidOneAfterTheOther() {
        assertThat(Findings.failed("x", List.of(at("a", "one"), at("b", "two"), at("c", "one"), at("d", "three")))
                        .actual())
                .isEqualTo("metrics/a, metrics/c: one; metrics/b: two; and 1 more");
    }

    private static Finding at(String role, String reason) {
        return new Finding("metrics/" + role + ": " + reason, new Evidence("metrics", role, 0, 0, ""));
    }
}
