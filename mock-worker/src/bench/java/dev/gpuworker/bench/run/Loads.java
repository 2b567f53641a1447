package dev.gpuworker.bench.run;

import dev.gpuworker.bench.load.Load;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The loads A to D of docs/benchmarks.md. */
final class Loads {
    static final Load A = new Load("A", 1, 200, Duration.ofMillis(5), Duration.ZERO);
    static final Load B = paced("B", 100, 20, 500);
    static final Load C500 = paced("C500", 500, 20, 1000);
    static final Load C1000 = paced("C1000", 1000, 20, 1000);
    static final Load C2000 = paced("C2000", 2000, 50, 2000);
    static final Load C10000 = paced("C10000", 10_000, 200, 5000);

    /** As long as a stream of the contract can be. */
    static final Load D = new Load("D", 8, 2000, Duration.ZERO, Duration.ZERO);

    /** Not measured: short streams that warm up the code of a request. */
    static final Load WARM = new Load("warm", 200, 10, Duration.ofMillis(2), Duration.ofMillis(200));

    /** Short enough for every round. */
    static final List<Load> EVERY_ROUND = List.of(A, B, C500, C1000, D);

    /** Too many streams for most. */
    static final List<Load> GREAT = List.of(C2000, C10000);

    /** The client's view of these is compared with the mock's journal, which keeps them completely. */
    static final List<Load> COMPARED = List.of(A, B);

    static final List<Load> ALL = List.of(A, B, C500, D, C1000, C2000, C10000, WARM);

    private Loads() {}

    /** Returns whether {@code bench.loads} names the load or is empty. */
    static boolean chosen(Load load) {
        String names = System.getProperty("bench.loads", "");
        return names.isBlank() || Set.of(names.split(",", -1)).contains(load.name());
    }

    private static Load paced(String name, int streams, int everyMillis, int rampMillis) {
        return new Load(name, streams, 100, Duration.ofMillis(everyMillis), Duration.ofMillis(rampMillis));
    }
}
