package dev.gpuworker.mock.internal.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox();
    private final List<String> deeds = new ArrayList<>();

    @Test
    void allWritesAreIssuedBeforeAnyIsSettled() {
        outbox.add(write("a", () -> {}));
        outbox.add(write("b", () -> {}));

        outbox.send();
        outbox.send();

        assertThat(deeds).containsExactly("flush a", "flush b", "settle a", "settle b");
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromBeingSettled() {
        outbox.add(write("a", () -> {
            throw new IllegalStateException("a stream's fault");
        }));
        outbox.add(write("b", () -> {}));

        outbox.send();

        assertThat(deeds).containsExactly("flush a", "flush b", "settle a", "settle b");
    }

    @Test
    void whatIsWrittenWhileOthersAreSettledIsLeftToItsOwner() {
        List<Boolean> taken = new ArrayList<>();
        outbox.add(write("a", () -> taken.add(outbox.add(write("b", () -> {})))));

        outbox.send();
        taken.add(outbox.add(write("c", () -> {})));

        assertThat(taken).containsExactly(false, true);
    }

    @Test
    void noMoreAreTakenThanThereIsRoomFor() {
        IntStream.range(0, Outbox.CAPACITY).forEach(k -> outbox.add(write("w" + k, () -> {})));

        boolean taken = outbox.add(write("one more", () -> {}));
        outbox.send();

        assertThat(taken).isFalse();
        assertThat(deeds).hasSize(2 * Outbox.CAPACITY).doesNotContain("flush one more");
    }

    private DueWrite write(String name, Runnable whenSettled) {
        return new DueWrite() {
            @Override
            public void flush() {
                deeds.add("flush " + name);
            }

            @Override
            public void settle() {
                deeds.add("settle " + name);
                whenSettled.run();
            }
        };
    }
}
