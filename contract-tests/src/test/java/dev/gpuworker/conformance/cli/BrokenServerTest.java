package dev.gpuworker.conformance.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.conformance.testing.Acceptor;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Servers that are no workers at all: the run ends within its deadlines, with verdicts and without a stack trace. */
class BrokenServerTest {
    /** What a server does with each connection. */
    interface Conduct {
        void with(Socket connection) throws IOException;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conducts")
    @Timeout(120)
    void endsWithinItsDeadlines(String name, Conduct conduct, int exitCode, String out, String err) throws IOException {
        try (Server server = new Server(conduct)) {
            CommandLineRun run =
                    CommandLineRun.of("verify", "--url", "http://127.0.0.1:" + server.port(), "--timeout", "200ms");

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(exitCode);
            assertThat(run.out()).contains(out).doesNotContain("\tat ");
            assertThat(run.err()).contains(err).doesNotContain("\tat ");
        }
    }

    static Stream<Arguments> conducts() {
        byte[] rubbish = "\u0000\u0001 rubbish \r\n\r\n\r\n".repeat(20).getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                Arguments.of("hangs", (Conduct) connection -> {}, 1, "RED: 0 passed", ""),
                Arguments.of(
                        "resets",
                        (Conduct) connection -> {
                            connection.setSoLinger(true, 0);
                            connection.close();
                        },
                        3,
                        "",
                        "connections without an answer"),
                Arguments.of("closes", (Conduct) Socket::close, 3, "", "connections without an answer"),
                Arguments.of(
                        "sends rubbish",
                        (Conduct) connection -> {
                            connection.getOutputStream().write(rubbish);
                            connection.close();
                        },
                        1,
                        "RED: 0 passed",
                        ""));
    }

    /** Holds every connection open that its conduct leaves open, until it is closed. */
    private static final class Server implements AutoCloseable {
        private final List<Socket> connections = new CopyOnWriteArrayList<>();
        private final Conduct conduct;
        private final Acceptor acceptor;

        Server(Conduct conduct) {
            this.conduct = conduct;
            this.acceptor = Acceptor.start("broken-server", this::accept);
        }

        int port() {
            return acceptor.port();
        }

        private void accept(Socket connection) {
            connections.add(connection);
            Thread server = new Thread(() -> serve(connection), "broken-connection");
            server.setDaemon(true);
            server.start();
        }

        private void serve(Socket connection) {
            try {
                conduct.with(connection);
            } catch (IOException gone) {
                connections.remove(connection);
            }
        }

        @Override
        public void close() throws IOException {
            acceptor.close();
            for (Socket connection : connections) {
                connection.close();
            }
        }
    }
}
