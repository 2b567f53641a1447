package dev.gpuworker.mock.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramExhaustedException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerTest {
    @Test
    void whatIsChargedIsUsedUntilItIsFreedOnce() throws Exception {
        Ledger ledger = new Ledger(100, null);

        Ledger.Charge weights = ledger.charge("weights", 60);
        Ledger.Charge job = ledger.charge("job:1", 40);
        long full = ledger.usedBytes();
        job.free();
        job.free();

        assertThat(full).isEqualTo(100);
        assertThat(ledger.usedBytes()).isEqualTo(60);
        assertThat(weights.bytes()).isEqualTo(60);
    }

    @Test
    void aChargeThatDoesNotFitTakesNothing() throws Exception {
        Ledger ledger = new Ledger(100, null);
        ledger.charge("weights", 60);
        ledger.occupy(30);

        assertThatThrownBy(() -> ledger.charge("job:1", 11)).isInstanceOfSatisfying(VramExhaustedException.class, e -> {
            assertThat(e.requiredBytes()).isEqualTo(11);
            assertThat(e.availableBytes()).isEqualTo(10);
        });
        assertThat(ledger.usedBytes()).isEqualTo(90);
        ledger.charge("job:1", 10);
        assertThat(ledger.usedBytes()).isEqualTo(100);
    }

    @Test
    void othersCanOccupyNoMoreThanTheWorkerHasLeft() throws Exception {
        Ledger ledger = new Ledger(100, null);
        ledger.charge("weights", 60);

        assertThatThrownBy(() -> ledger.occupy(41))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 40")
                .hasMessageContaining("41");
        assertThatThrownBy(() -> ledger.occupy(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.usedBytes()).isEqualTo(60);
    }

    @Test
    void theBackingIsAskedOnlyForWhatTheLedgerHas() throws Exception {
        Memory memory = new Memory();
        Ledger ledger = new Ledger(100, memory);

        Ledger.Charge charge = ledger.charge("job:1", 80);
        assertThatThrownBy(() -> ledger.charge("job:2", 30)).isInstanceOf(VramExhaustedException.class);
        ledger.charge("job:3", 0);
        charge.free();
        charge.free();

        assertThat(memory.deeds).containsExactly("allocate job:1 80", "close job:1");
    }

    @Test
    void whatTheBackingRefusesIsNotUsed() {
        Memory memory = new Memory();
        memory.full = true;
        Ledger ledger = new Ledger(100, memory);

        assertThatThrownBy(() -> ledger.charge("job:1", 80)).isInstanceOf(VramExhaustedException.class);

        assertThat(ledger.usedBytes()).isZero();
    }

    @Test
    void whatTheBackingFailsToFreeIsFreeInTheLedger() throws Exception {
        Memory memory = new Memory();
        memory.breaks = true;
        Ledger ledger = new Ledger(100, memory);
        Ledger.Charge charge = ledger.charge("job:1", 80);

        assertThatThrownBy(charge::free).isInstanceOf(IllegalStateException.class);

        assertThat(ledger.usedBytes()).isZero();
    }

    /** Memory that records the calls it gets. */
    private static final class Memory implements VramBacking {
        private final List<String> deeds = new ArrayList<>();
        private boolean full;
        private boolean breaks;

        @Override
        public Allocation allocate(String owner, long bytes) throws VramExhaustedException {
            if (full) {
                throw new VramExhaustedException(owner, bytes, 0);
            }
            deeds.add("allocate " + owner + " " + bytes);
            return () -> {
                deeds.add("close " + owner);
                if (breaks) {
                    throw new IllegalStateException("the device is lost");
                }
            };
        }

        @Override
        public String identity() {
            return "test";
        }

        @Override
        public void close() {}
    }
}
