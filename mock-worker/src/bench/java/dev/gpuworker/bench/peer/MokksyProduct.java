package dev.gpuworker.bench.peer;

import dev.mokksy.mokksy.MokksyServer;

final class MokksyProduct {
    private MokksyProduct() {}

    static long startAndStop() {
        long begin = System.nanoTime();
        MokksyServer server = new MokksyServer(0, "127.0.0.1", false);
        long started = System.nanoTime() - begin;
        server.shutdown(0, 0);
        return started;
    }
}
