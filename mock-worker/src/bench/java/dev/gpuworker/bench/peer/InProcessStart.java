package dev.gpuworker.bench.peer;

import dev.gpuworker.bench.floor.FloorServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts and stops a server again and again in one JVM, as tests do, and reports how long each time took. */
public final class InProcessStart {
    private InProcessStart() {}

    /** Starts and stops one instance; returns the nanoseconds of the start alone. */
    interface Product {
        long startAndStop() throws Exception;
    }

    /** Arguments: the product and how many times after the first. Writes one JSON line. */
    public static void main(String[] args) throws Exception {
        long begin = System.nanoTime();
        Product product = product(args[0]);
        double firstStart = product.startAndStop() / 1e6;
        double first = (System.nanoTime() - begin) / 1e6;
        List<Double> later = new ArrayList<>();
        List<Double> laterStarts = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(args[1]); i++) {
            long from = System.nanoTime();
            laterStarts.add(product.startAndStop() / 1e6);
            later.add((System.nanoTime() - from) / 1e6);
        }
        ChildResult.write(Map.of(
                "first_start_ms", firstStart, "first_ms", first, "later_start_ms", laterStarts, "later_ms", later));
        // Some of them leave threads behind that keep the process alive.
        Runtime.getRuntime().halt(0);
    }

    private static Product product(String name) {
        return switch (name) {
            case "floor" -> InProcessStart::floor;
            case "mock-worker" -> MockWorkerProduct::startAndStop;
            case "MockWebServer3" -> MockWebServerProduct::startAndStop;
            case "WireMock" -> WireMockProduct::startAndStop;
            case "MockServer" -> MockServerProduct::startAndStop;
            case "Mokksy" -> MokksyProduct::startAndStop;
            default -> throw new IllegalArgumentException("no product " + name);
        };
    }

    private static long floor() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        FloorServer floor = FloorServer.start(0);
        long started = System.nanoTime() - begin;
        floor.close();
        floor.join();
        return started;
    }
}
