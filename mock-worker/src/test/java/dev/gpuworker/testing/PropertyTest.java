package dev.gpuworker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PropertyTest {
    @Test
    void whatHoldsIsTriedAsOftenAsAsked() {
        List<Integer> tried = new ArrayList<>();

        Property.check(50, Gen.integers(3, 5), tried::add);

        assertThat(tried).hasSize(50).allMatch(value -> value >= 3 && value <= 5);
        assertThat(tried).contains(3, 4, 5);
    }

    @Test
    void theSimplestFailureIsReportedWithItsSeed() {
        Gen<List<Integer>> lists = Gen.integers(0, 1_000).list(0, 20);

        assertThatThrownBy(() ->
                        Property.check(500, lists, list -> assertThat(list).noneMatch(value -> value >= 100)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("-Dproperty.seed=")
                .hasMessageContaining("simplest value that fails: [100]\n");
    }

    @Test
    void anExceptionFailsAsWell() {
        assertThatThrownBy(() -> Property.check(50, Gen.longs(), value -> {
                    throw new IOException("broken");
                }))
                .hasMessageContaining("simplest value that fails: 0\n")
                .hasRootCauseMessage("broken");
    }

    @Test
    void wideRangesStayWithinTheirBounds() {
        Property.check(200, Gen.integers(Integer.MIN_VALUE, Integer.MAX_VALUE), value -> {});
        Property.check(
                200,
                Gen.integers(-5, Integer.MAX_VALUE),
                value -> assertThat(value).isGreaterThanOrEqualTo(-5));
    }

    @Test
    void textsAndBytesShrinkToo() {
        assertThatThrownBy(() -> Property.check(
                        500, Gen.text("ab🙂", 9), text -> assertThat(text).doesNotContain("🙂")))
                .hasMessageContaining("simplest value that fails: 🙂\n");
        assertThatThrownBy(() -> Property.check(
                        500, Gen.bytes(30), bytes -> assertThat(bytes).hasSizeLessThan(3)))
                .hasMessageContaining("3 bytes 808080");
    }

    @Test
    void theSeedRepeatsTheRun() {
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        Gen<Integer> any = Gen.integers(0, 1_000_000);

        Property.check(20, 7, any, first::add);
        Property.check(20, 7, any, second::add);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void edgesAreTriedMoreOftenThanByChance() {
        List<Integer> tried = new ArrayList<>();

        Property.check(1_000, Gen.integers(-1, 1_000_000_000), tried::add);

        assertThat(tried).contains(-1, 1_000_000_000);
    }

    @Test
    void anyTextHasWholeAndHalfCharacters() {
        List<String> tried = new ArrayList<>();

        Property.check(1_000, Gen.text(20), tried::add);

        assertThat(String.join(" ", tried)).contains("a", "\0", "🙂").containsPattern("[\\ud800-\\udbff] ");
        assertThat(tried).contains("");
    }
}
