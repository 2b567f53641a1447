package dev.gpuworker.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.bench.load.Quantiles;
import dev.gpuworker.bench.peer.MockDetails;
import dev.gpuworker.bench.subject.BenchSetting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The time from the client's close to the freed slot. */
public final class DetailFigure {
    private DetailFigure() {}

    /** Measures on one JDK, in a process of its own. */
    public static List<Measurement> measure(BenchSetting setting, Path jdk) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(setting.java(jdk));
        String own = StartFigure.join(setting.mockClassPath());
        command.addAll(List.of("-cp", own + File.pathSeparator + setting.classPathOf(List.of())));
        command.add(MockDetails.class.getName());
        JsonNode result = ChildJvm.run(command);
        String mock = "mock-worker, JDK " + BenchSetting.feature(jdk);
        return List.of(
                close(mock + ", streaming", result.get("streaming")), close(mock + ", stalled", result.get("stalled")));
    }

    private static Measurement close(String subject, JsonNode millis) {
        Quantiles quantiles = new Quantiles(millis.size());
        millis.forEach(each -> quantiles.add(Math.round(each.doubleValue() * 1e6)));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("closes", millis.size());
        values.put("p50_ms", quantiles.millisAt(0.5));
        values.put("p99_ms", quantiles.millisAt(0.99));
        values.put("max_ms", quantiles.millisAt(1));
        return new Measurement("close", subject, "", values);
    }
}
