package dev.gpuworker.bench.peer;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

final class WireMockProduct {
    private WireMockProduct() {}

    static long startAndStop() {
        long begin = System.nanoTime();
        WireMockServer server =
                new WireMockServer(WireMockConfiguration.options().dynamicPort());
        server.start();
        long started = System.nanoTime() - begin;
        server.stop();
        return started;
    }
}
