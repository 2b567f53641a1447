package dev.gpuworker.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.TypedNames;
import org.junit.jupiter.api.Test;

class SentNamesTest {
    @Test
    void theMockTypesTheNamesOfEventFieldsOnce() {
        assertThat(TypedNames.filesThatTypeThem()).containsExactly("SentNames.java");
    }
}
