package dev.gpuworker.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.TypedNames;
import dev.gpuworker.wire.SentNames;
import org.junit.jupiter.api.Test;

/** ADR 0002: reader and rules have the names of event fields for themselves, and type them once. */
class ReadNamesTest {
    @Test
    void readerAndRulesTypeTheNamesOfEventFieldsOnce() {
        assertThat(TypedNames.filesThatTypeThem()).containsExactly("ReadNames.java");
    }

    @Test
    void readerAndRulesDoNotReadWithTheNamesThatTheMockWritesWith() {
        assertThat(TypedNames.filesThatUse(SentNames.class)).isEmpty();
    }
}
