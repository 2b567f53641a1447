package dev.gpuworker.mock.internal.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateKeeperTest {
    private final GateKeeper gates = new GateKeeper();
    private final List<String> released = new ArrayList<>();

    @Test
    void whoHoldsIsReleasedOnceAndAnOpenGateHoldsNobody() {
        assertThat(gates.hold("a", () -> released.add("one"))).isTrue();
        assertThat(gates.hold("a", () -> released.add("two"))).isTrue();
        assertThat(gates.hold("b", () -> released.add("other"))).isTrue();

        gates.release("a");
        gates.release("a");

        assertThat(released).containsExactlyInAnyOrder("one", "two");
        assertThat(gates.hold("a", () -> released.add("late"))).isFalse();
        assertThat(gates.held()).containsExactly("b");
    }

    @Test
    void whoLeavesIsNotReleased() {
        Runnable holder = () -> released.add("one");
        gates.hold("a", holder);

        gates.leave("a", holder);
        gates.release("a");

        assertThat(released).isEmpty();
        assertThat(gates.held()).isEmpty();
    }

    @Test
    void aResetClosesOpenGates() {
        gates.release("a");

        gates.reset();

        assertThat(gates.hold("a", () -> {})).isTrue();
    }

    @Test
    void aGateAtWhichNobodyHoldsIsNamedWithThoseThatAreHeld() {
        gates.hold("b", () -> {});

        assertThatThrownBy(() -> gates.awaitHeld("a", Duration.ZERO))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"a\"")
                .hasMessageContaining("[b]");
    }
}
