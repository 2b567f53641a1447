package dev.gpuworker.bench.peer;

import java.io.IOException;
import mockwebserver3.MockWebServer;

final class MockWebServerProduct {
    private MockWebServerProduct() {}

    static long startAndStop() throws IOException {
        long begin = System.nanoTime();
        try (MockWebServer server = new MockWebServer()) {
            server.start();
            return System.nanoTime() - begin;
        }
    }
}
