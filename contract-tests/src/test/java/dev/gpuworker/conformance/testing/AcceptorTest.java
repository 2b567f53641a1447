package dev.gpuworker.conformance.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.testing.Soak;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("a port that was given back must not be taken by another test")
class AcceptorTest {
    @Test
    @Timeout(20)
    void handsOnEveryConnection() throws Exception {
        CountDownLatch connections = new CountDownLatch(3);
        try (Acceptor acceptor = Acceptor.start("acceptor-test", socket -> connections.countDown())) {
            for (int i = 0; i < 3; i++) {
                connect(acceptor.port()).close();
            }
            assertThat(connections.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** A thread that waits in {@code accept} takes one connection in some seventy after the socket has been closed. */
    @Test
    @Timeout(60)
    void nobodyListensOnceItIsClosed() {
        for (int i = 0; i < Soak.times(700, 2000); i++) {
            Acceptor acceptor = Acceptor.start("acceptor-test", socket -> {});
            acceptor.close();
            assertThatThrownBy(() -> connect(acceptor.port()))
                    .as("round " + i)
                    .isExactlyInstanceOf(ConnectException.class);
        }
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }
}
