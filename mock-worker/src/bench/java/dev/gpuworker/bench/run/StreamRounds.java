package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.LagFigure;
import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.figure.ProcFiles;
import dev.gpuworker.bench.figure.StreamFigure;
import dev.gpuworker.bench.load.Load;
import dev.gpuworker.bench.subject.RunningSubject;
import dev.gpuworker.bench.subject.Subject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Loads A to D on every subject in turn, round after round, forwards and backwards, all processes alive throughout. */
final class StreamRounds {
    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A great load takes long; a subject that failed or was slow in the first round is skipped afterwards. */
    private static final int GREAT_ROUNDS = 5;

    private static final int LAG_ROUNDS = 3;

    /** Peers are far from every limit and take most of the time; later rounds measure only the floor and the mock. */
    private static final int PEER_ROUNDS = 3;

    /** Their cost is compared with the floor, and only the median of many rounds is steady enough for that. */
    private static final double SHARE_OF_SMALL = 0.7;

    /** Peers get no more streams: waiting for each one that can't takes minutes. */
    private static final int PEER_STREAMS_MAX = 2000;

    /** Each has 200 requests, so that the JIT compilers are done with the code of a request. */
    private static final int WARM_UPS = 25;

    /** A subject that needs longer than this is slow, not cold. */
    private static final long WARM_UP_NANOS_MAX = TimeUnit.SECONDS.toNanos(10);

    /** In addition to three times the planned time. */
    private static final Duration TOO_LONG = Duration.ofSeconds(15);

    private final BenchRun run;
    private final List<RunningSubject> running = new ArrayList<>();
    private final Set<String> hopeless = new HashSet<>();

    StreamRounds(BenchRun run) {
        this.run = run;
    }

    void measure() throws IOException, InterruptedException {
        try {
            for (Subject subject : run.subjects()) {
                run.record(0, "ready", subject.label(), "", () -> start(subject));
            }
            for (RunningSubject subject : running) {
                run.record(0, "warm-up", subject.subject().label(), Loads.B.name(), () -> warm(subject));
            }
            List<Load> small = chosen(Loads.EVERY_ROUND);
            List<Load> great = chosen(Loads.GREAT);
            BenchRun often = great.isEmpty() ? run : run.share(SHARE_OF_SMALL);
            for (int round = 1; !small.isEmpty() && (round == 1 || often.hasTime()); round++) {
                rounds(round, small);
            }
            for (int round = 1; !great.isEmpty() && round <= GREAT_ROUNDS && (round == 1 || run.hasTime()); round++) {
                rounds(round, great);
            }
            lags();
        } finally {
            for (RunningSubject subject : running) {
                subject.close();
            }
        }
    }

    private Measurement start(Subject subject) throws IOException, InterruptedException {
        RunningSubject started = RunningSubject.start(subject, Loads.ALL);
        running.add(started);
        LockSupport.parkNanos(SETTLE_NANOS);
        return new Measurement(
                "ready",
                subject.label(),
                "",
                Map.of("idle_kib", ProcFiles.residentKib(started.pid()), "threads", ProcFiles.threads(started.pid())));
    }

    private static Measurement warm(RunningSubject subject) throws IOException, InterruptedException {
        if (subject.subject().takes(Loads.D)) {
            StreamFigure.measure(subject, Loads.D);
        }
        long begin = System.nanoTime();
        for (int i = 0; i < WARM_UPS && System.nanoTime() - begin < WARM_UP_NANOS_MAX; i++) {
            StreamFigure.measure(subject, Loads.WARM);
        }
        Measurement last = StreamFigure.measure(subject, Loads.B);
        return new Measurement("warm-up", last.subject(), last.load(), last.values());
    }

    private void rounds(int round, List<Load> loads) throws IOException, InterruptedException {
        for (Load load : loads) {
            for (RunningSubject subject : running) {
                String key = subject.subject().label() + " " + load.name();
                if (bearable(subject, load, round) && !hopeless.contains(key) && (round == 1 || run.hasTime())) {
                    run.record(round, "streams", subject.subject().label(), load.name(), () -> one(subject, load, key));
                }
            }
        }
        Collections.reverse(running);
    }

    /** Last, because the journal's text is garbage for the worker that writes it. */
    private void lags() throws IOException, InterruptedException {
        for (int round = 1; round <= LAG_ROUNDS; round++) {
            for (Load load : chosen(Loads.COMPARED)) {
                for (RunningSubject subject : running) {
                    String label = subject.subject().label() + ", " + load.name();
                    if (subject.subject().keepsJournal()) {
                        run.record(round, "lag", label, "", () -> LagFigure.measure(subject, load));
                    }
                }
            }
        }
    }

    private static List<Load> chosen(List<Load> loads) {
        return loads.stream().filter(Loads::chosen).toList();
    }

    private static boolean bearable(RunningSubject running, Load load, int round) {
        Subject subject = running.subject();
        boolean forPeers = load.streams() <= PEER_STREAMS_MAX && round <= PEER_ROUNDS;
        return subject.takes(load) && (forPeers || subject.isOurs());
    }

    private Measurement one(RunningSubject subject, Load load, String key) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Measurement measurement = StreamFigure.measure(subject, load);
        boolean lost = measurement.number("complete") < load.streams();
        long tooLong = load.planned().multipliedBy(3).plus(TOO_LONG).toNanos();
        if (lost || System.nanoTime() - begin > tooLong) {
            hopeless.add(key);
        }
        return measurement;
    }
}
