package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.ColdStartFigure;
import dev.gpuworker.bench.figure.StartFigure;
import dev.gpuworker.bench.subject.BenchSetting;
import dev.gpuworker.bench.subject.Subject;
import dev.gpuworker.bench.subject.Subjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** First and later starts inside a JVM, and starts of processes, in turn. */
final class Starts {
    private static final int ROUNDS_MAX = 5;
    private static final int LATER_STARTS = 40;

    private final BenchRun run;

    Starts(BenchRun run) {
        this.run = run;
    }

    void measure() throws IOException, InterruptedException {
        List<Subject> mocks = mocks();
        for (int round = 1; round <= ROUNDS_MAX && (round == 1 || run.hasTime()); round++) {
            for (Subject subject : run.subjects()) {
                run.record(round, "cold-start", subject.label(), "", () -> ColdStartFigure.measure(subject));
            }
            for (Subject subject : mocks) {
                run.record(round, "cold-start", subject.label(), "", () -> ColdStartFigure.measure(subject));
            }
            inProcess(round);
        }
    }

    private List<Subject> mocks() throws IOException, InterruptedException {
        try {
            return Subjects.coldStartsOfTheMock(run.setting());
        } catch (IOException | IllegalStateException e) {
            Console.say("no cold start of the mock: " + e.getMessage());
            return List.of();
        }
    }

    private void inProcess(int round) throws IOException, InterruptedException {
        BenchSetting setting = run.setting();
        String mock = StartFigure.join(setting.mockClassPath());
        for (Path jdk : setting.jdks()) {
            run.record(
                    round,
                    "in-process",
                    "mock-worker, JDK " + BenchSetting.feature(jdk),
                    "",
                    () -> StartFigure.measure(setting, jdk, "mock-worker", mock, LATER_STARTS));
        }
        Map<String, String> peers = new TreeMap<>(Map.of(
                "floor", setting.classPathOf(List.of()),
                "MockWebServer3", setting.classPathOf(Subjects.OKHTTP),
                "Mokksy", setting.classPathOf(Subjects.KTOR),
                "WireMock", setting.jar("wiremock-standalone").toString(),
                "MockServer", setting.jar("mockserver-netty").toString()));
        Path jdk = setting.jdks().get(0);
        for (Map.Entry<String, String> peer : peers.entrySet()) {
            run.record(
                    round,
                    "in-process",
                    peer.getKey(),
                    "",
                    () -> StartFigure.measure(setting, jdk, peer.getKey(), peer.getValue(), LATER_STARTS));
        }
    }
}
