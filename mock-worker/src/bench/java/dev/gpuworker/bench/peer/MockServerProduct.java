package dev.gpuworker.bench.peer;

import org.mockserver.integration.ClientAndServer;

final class MockServerProduct {
    private MockServerProduct() {}

    static long startAndStop() {
        long begin = System.nanoTime();
        ClientAndServer server = ClientAndServer.startClientAndServer(0);
        long started = System.nanoTime() - begin;
        server.close();
        return started;
    }
}
