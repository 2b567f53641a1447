package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MannKendallTest {
    /** Critical values as published for the exact test without ties: the least S whose one-sided p is at most 0.01. */
    @ParameterizedTest
    @CsvSource({"5,10,0.0083", "6,13,0.0083", "7,17,0.0054", "8,20,0.0071", "10,27,0.0083"})
    void agreesWithPublishedCriticalValues(int count, long criticalRisingPairs, double p) {
        MannKendall test = MannKendall.of(orderWith(count, criticalRisingPairs));

        assertThat(test.risingPairs()).isEqualTo(criticalRisingPairs);
        assertThat(test.p()).isCloseTo(p, within(0.00005));
    }

    @Test
    void fourValuesCannotReachOnePercent() {
        assertThat(MannKendall.of(List.of(1L, 2L, 3L, 4L)).p()).isCloseTo(1 / 24.0, within(1e-12));
    }

    @Test
    void equalValuesSayNothing() {
        assertThat(MannKendall.of(List.of(7L, 7L, 7L, 7L, 7L))).isEqualTo(new MannKendall(0, 1.0));
    }

    @Test
    void tiesAreCountedAsByListingAllOrders() {
        for (List<Long> series : List.of(
                List.of(1L, 1L, 2L, 2L, 3L, 3L),
                List.of(3L, 1L, 1L, 2L, 2L, 2L),
                List.of(1L, 1L, 1L, 2L, 1L, 2L),
                List.of(5L, 4L, 4L, 1L))) {
            assertThat(MannKendall.of(series).p()).isCloseTo(pByListingAllOrders(series), within(1e-12));
        }
    }

    @Test
    void twentyRisingValuesAreExactWhereDoublesBreak() {
        List<Long> rising = LongStream.range(0, 20).boxed().toList();

        assertThat(MannKendall.of(rising).p()).isCloseTo(1 / 2432902008176640000.0, within(1e-30));
    }

    @Test
    void moreValuesThanTheBoundAreRefused() {
        List<Long> many = Collections.nCopies(201, 1L);

        assertThatThrownBy(() -> MannKendall.of(many)).hasMessage("at most 200 values, but got 201");
    }

    /** Returns a rising order in which neighbours are swapped until S has the wanted value. */
    private static List<Long> orderWith(int count, long risingPairs) {
        var order = new ArrayList<>(LongStream.range(0, count).boxed().toList());
        long now = (long) count * (count - 1) / 2;
        for (int i = 0; now > risingPairs; i = (i + 1) % (count - 1)) {
            if (order.get(i) < order.get(i + 1)) {
                Collections.swap(order, i, i + 1);
                now -= 2;
            }
        }
        return order;
    }

    private static double pByListingAllOrders(List<Long> series) {
        long wanted = MannKendall.of(series).risingPairs();
        var orders = new ArrayList<List<Long>>();
        list(new ArrayList<>(series), 0, orders);
        return orders.stream().filter(order -> risingPairs(order) >= wanted).count() / (double) orders.size();
    }

    private static void list(List<Long> order, int from, List<List<Long>> orders) {
        if (from == order.size()) {
            orders.add(List.copyOf(order));
        }
        for (int i = from; i < order.size(); i++) {
            Collections.swap(order, from, i);
            list(order, from + 1, orders);
            Collections.swap(order, from, i);
        }
    }

    private static long risingPairs(List<Long> order) {
        long pairs = 0;
        for (int later = 1; later < order.size(); later++) {
            for (int earlier = 0; earlier < later; earlier++) {
                pairs += Long.signum(order.get(later) - order.get(earlier));
            }
        }
        return pairs;
    }
}
