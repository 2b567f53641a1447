package dev.gpuworker.bench.run;

import dev.gpuworker.bench.load.Load;
import java.util.ArrayList;
import java.util.List;

/** The mock's targets beside the measurements of this run. It only informs; nothing fails because of it. */
final class Targets {
    private static final String STREAMS = "streams";
    private static final String FLOOR = "floor";
    private static final String STEADY = "steady_cpu_us_per_event";

    /** Each of the three figures of load C has a target for one number of streams, and is reported for all. */
    private static final String BEYOND = " (more than is asked)";

    /** Fewer writes mean that events were sent together. */
    private static final double ONE_FLUSH_EACH = 0.9;

    private final Medians medians;
    private final List<String> mocks;
    private final List<String> peers;

    Targets(Medians medians) {
        this.medians = medians;
        mocks = new ArrayList<>();
        peers = new ArrayList<>();
        for (String subject : medians.subjects(STREAMS, Loads.A.name())) {
            if (subject.startsWith("mock-worker")) {
                mocks.add(subject);
            } else if (!subject.equals(FLOOR)) {
                peers.add(subject);
            }
        }
    }

    String table() {
        if (mocks.isEmpty()) {
            return "";
        }
        Table table = new Table(
                "Targets: medians of this run",
                List.of("target", "mock-worker", "measured", "floor, or best peer", "reached"));
        for (String mock : mocks) {
            stream(table, mock);
            cost(table, mock);
            lag(table, mock);
            memoryAStream(table, mock);
            if (!mock.endsWith("as launched")) { // those rows belong to the jar, with the launcher's figures
                idle(table, mock);
                starts(table, mock);
            }
        }
        for (String harness : medians.subjects("harness", "")) {
            double added = medians.of("harness", harness, "", "added_ms");
            below(table, "the harness adds under 50 ms to a start", harness, added, 50, Double.NaN);
        }
        return table.toString();
    }

    private void stream(Table table, String mock) {
        double drift = of(mock, Loads.A, "drift_p50_ms");
        below(table, "A: drift under 1 ms", mock, drift, 1, of(FLOOR, Loads.A, "drift_p50_ms"));
        p99(table, "A: p99 deviation under 1 ms", mock, Loads.A, 1);
        double best = peers.stream()
                .mapToDouble(peer -> of(peer, Loads.A, "drift_p50_ms"))
                .filter(Double::isFinite)
                .min()
                .orElse(Double.NaN);
        above(table, "A: at least 50 times less drift than every peer", mock, best / drift, 50, best);
        p99(table, "B: p99 deviation under 2 ms", mock, Loads.B, 2);
        p99(table, "C500: p99 deviation under 10 ms", mock, Loads.C500, 10);
        lastDrift(table, "C2000: no drift at the end beyond 20 ms", mock, Loads.C2000);
        complete(table, "C10000: every stream complete", mock, Loads.C10000);
        for (Load load : List.of(Loads.C2000, Loads.C10000)) {
            p99(table, load.name() + ": p99 deviation under 10 ms" + BEYOND, mock, load, 10);
        }
        for (Load load : List.of(Loads.C500, Loads.C10000)) {
            lastDrift(table, load.name() + ": no drift at the end beyond 20 ms" + BEYOND, mock, load);
        }
        for (Load load : List.of(Loads.C500, Loads.C2000)) {
            complete(table, load.name() + ": every stream complete" + BEYOND, mock, load);
        }
    }

    private void lastDrift(Table table, String target, String mock, Load load) {
        below(table, target, mock, of(mock, load, "drift_max_ms"), 20, of(FLOOR, load, "drift_max_ms"));
    }

    private void complete(Table table, String target, String mock, Load load) {
        double streams = load.streams();
        above(table, target, mock, of(mock, load, "complete") / streams, 1, of(FLOOR, load, "complete") / streams);
    }

    private void cost(Table table, String mock) {
        for (Load load : List.of(Loads.B, Loads.C1000)) {
            double floor = of(FLOOR, load, "cpu_us_per_event");
            double mine = of(mock, load, "cpu_us_per_event");
            below(table, load.streams() + " streams: CPU within 1.5 times the floor", mock, mine / floor, 1.5, 1);
            double steady = of(mock, load, STEADY) / of(FLOOR, load, STEADY);
            below(table, load.streams() + " streams: the same, without the requests", mock, steady, 1.5, 1);
            double least = peers.stream()
                    .mapToDouble(peer -> of(peer, load, "cpu_us_per_event"))
                    .filter(Double::isFinite)
                    .min()
                    .orElse(Double.NaN);
            below(table, load.streams() + " streams: CPU µs an event below every peer", mock, mine, least, least);
        }
        double floor = of(FLOOR, Loads.D, "events_per_s");
        double rate = of(mock, Loads.D, "events_per_s");
        above(table, "D: events a second at least half the floor's", mock, rate / floor, 0.5, 1);
        double most = most(peers);
        double flushed = most(flushing());
        above(table, "D: events a second above every peer that flushes each", mock, rate, flushed, flushed);
        above(table, "D: the same, with peers that let events leave together", mock, rate, most, most);
    }

    private List<String> flushing() {
        return peers.stream()
                .filter(peer -> of(peer, Loads.D, "writes_per_event") > ONE_FLUSH_EACH)
                .toList();
    }

    private double most(List<String> subjects) {
        return subjects.stream()
                .mapToDouble(peer -> of(peer, Loads.D, "events_per_s"))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
    }

    private void lag(Table table, String mock) {
        for (Load load : Loads.COMPARED) {
            String subject = mock + ", " + load.name();
            String target = load.name() + ": own lag report within 0.5 ms of the client, ";
            double off = medians.of("lag", subject, "", "difference_p50_ms");
            below(table, target + "median", mock, off, 0.5, Double.NaN);
            double worst = medians.of("lag", subject, "", "difference_p99_ms");
            below(table, target + "p99" + BEYOND, mock, worst, 0.5, Double.NaN);
        }
    }

    private void idle(Table table, String mock) {
        double shipped = medians.of("cold-start", mock + ", start-up cache", "", "idle_kib");
        double floor = medians.of("cold-start", FLOOR, "", "idle_kib");
        below(table, "idle under 80 MB, with the start-up cache", mock, shipped * 1.024e-3, 80, floor * 1.024e-3);
    }

    private void memoryAStream(Table table, String mock) {
        double idle = medians.of("ready", mock, "", "idle_kib");
        double kib =
                (medians.least(STREAMS, mock, Loads.C10000.name(), "resident_kib") - idle) / Loads.C10000.streams();
        below(table, "memory a stream under 50 KB, at 10,000", mock, kib * 1.024, 50, Double.NaN);
    }

    private void starts(Table table, String mock) {
        double webServer = medians.of("in-process", "MockWebServer3, JDK 17", "", "later_p50_ms");
        below(
                table,
                "later start and stop under 2 ms",
                mock,
                medians.of("in-process", mock, "", "later_p50_ms"),
                2,
                webServer);
        below(
                table,
                "first start under 1 s",
                mock,
                medians.of("in-process", mock, "", "first_start_ms"),
                1000,
                Double.NaN);
        double cached = medians.of("cold-start", mock + ", start-up cache", "", "wall_ms");
        double plain = medians.of("cold-start", mock + ", plain", "", "wall_ms");
        below(table, "cold start with the cache under 0.5 s", mock, cached, 500, plain);
        below(table, "cold start with the cache, of a plain one, under half", mock, cached / plain, 0.5, 1);
        for (String peer : List.of("WireMock", "MockServer")) {
            double theirs = peers.stream()
                    .filter(name -> name.startsWith(peer))
                    .mapToDouble(name -> medians.of("cold-start", name, "", "wall_ms"))
                    .min()
                    .orElse(Double.NaN);
            below(table, "cold start a quarter of " + peer + "'s", mock, cached / theirs, 0.25, theirs);
        }
        for (String how : List.of("streaming", "stalled")) {
            below(
                    table,
                    "close to freed slot under 5 ms, " + how,
                    mock,
                    medians.of("close", mock + ", " + how, "", "p50_ms"),
                    5,
                    Double.NaN);
        }
        below(
                table,
                "parse and validate under 20 µs",
                mock,
                medians.of("jmh", "readRequest", "", "p50_us"),
                20,
                Double.NaN);
    }

    private void p99(Table table, String title, String mock, Load load, double limit) {
        below(table, title, mock, of(mock, load, "deviation_p99_ms"), limit, of(FLOOR, load, "deviation_p99_ms"));
    }

    private double of(String subject, Load load, String name) {
        return medians.of(STREAMS, subject, load.name(), name);
    }

    private static void below(Table table, String title, String mock, double value, double limit, double other) {
        row(table, title, mock, value, other, value <= limit);
    }

    private static void above(Table table, String title, String mock, double value, double limit, double other) {
        row(table, title, mock, value, other, value >= limit);
    }

    private static void row(Table table, String title, String mock, double value, double other, boolean reached) {
        String word = Double.isNaN(value) ? "not measured" : reached ? "yes" : "no";
        String version = mock.replaceFirst(".*JDK", "JDK");
        table.row(List.of(title, version, Table.number(value), Table.number(other), word));
    }
}
