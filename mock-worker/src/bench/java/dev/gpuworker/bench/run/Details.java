package dev.gpuworker.bench.run;

import dev.gpuworker.bench.figure.DetailFigure;
import dev.gpuworker.bench.figure.Measurement;
import dev.gpuworker.bench.subject.BenchSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A measurement that only the mock supports: how soon a slot is free after the client has gone. */
final class Details {
    private static final int ROUNDS = 3;

    private final BenchRun run;

    Details(BenchRun run) {
        this.run = run;
    }

    void measure() throws IOException, InterruptedException {
        for (int round = 1; round <= ROUNDS && (round == 1 || run.hasTime()); round++) {
            for (Path jdk : run.setting().jdks()) {
                measure(round, jdk);
            }
        }
    }

    private void measure(int round, Path jdk) throws IOException, InterruptedException {
        try {
            for (Measurement measurement : DetailFigure.measure(run.setting(), jdk)) {
                run.lines().add(round, measurement);
            }
        } catch (IOException e) {
            String subject = "mock-worker, JDK " + BenchSetting.feature(jdk);
            run.lines().add(round, new Measurement("close", subject, "", Map.of("not_measured", e.toString())));
        }
    }
}
