package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortLeaseTest {
    @Test
    void noPortIsLeasedTwice() {
        List<PortLease> leases = IntStream.range(0, 50)
                .parallel()
                .mapToObj(i -> PortLease.acquire(PortRange.DEFAULT))
                .toList();

        assertThat(leases)
                .extracting(PortLease::port)
                .doesNotHaveDuplicates()
                .allMatch(port -> port >= 20000 && port <= 29999);
        leases.forEach(PortLease::close);
    }

    @Test
    void aPortThatSomeoneListensOnIsNotLeased() throws IOException {
        PortRange one = oneFreePort();
        try (ServerSocket loopbackOnly = new ServerSocket()) {
            loopbackOnly.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), one.first()));

            assertThatExceptionOfType(NoFreePortException.class)
                    .isThrownBy(() -> PortLease.acquire(one))
                    .withMessage(
                            "no free port: all 1 ports of %d..%d are in use or leased by another test%nsee "
                                    + "docs/real-worker.md#no-free-port",
                            one.first(), one.first());
        }
    }

    @Test
    void aLeasedPortComesBackWhenItIsClosed() {
        PortRange one = oneFreePort();
        PortLease lease = PortLease.acquire(one);
        assertThatExceptionOfType(NoFreePortException.class).isThrownBy(() -> PortLease.acquire(one));

        lease.close();
        lease.close();

        try (PortLease again = PortLease.acquire(one)) {
            assertThat(again.port()).isEqualTo(one.first());
        }
    }

    @Test
    void aRangeOutsideOfTheContractsPortsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PortRange(80, 90))
                .withMessage("a port range must lie within 1024..65535, but was 80..90");
        assertThatIllegalArgumentException().isThrownBy(() -> new PortRange(3000, 2000));
    }

    private static PortRange oneFreePort() {
        try (PortLease lease = PortLease.acquire(PortRange.DEFAULT)) {
            return new PortRange(lease.port(), lease.port());
        }
    }
}
