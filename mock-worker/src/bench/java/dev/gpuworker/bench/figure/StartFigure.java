package dev.gpuworker.bench.figure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.bench.load.Quantiles;
import dev.gpuworker.bench.peer.InProcessStart;
import dev.gpuworker.bench.subject.BenchSetting;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the first and every later start and stop of an instance takes inside one JVM. */
public final class StartFigure {
    private StartFigure() {}

    /**
     * Measures one product in a fresh JVM.
     *
     * @param classPath its own jars; the bench's folders and Jackson are added
     * @param later how many starts after the first
     */
    public static Measurement measure(BenchSetting setting, Path jdk, String product, String classPath, int later)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(setting.java(jdk));
        command.addAll(List.of("-cp", classPath + File.pathSeparator + setting.classPathOf(List.of("/jackson-"))));
        command.addAll(List.of(InProcessStart.class.getName(), product, "" + later));
        JsonNode result = ChildJvm.run(command);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("first_start_ms", result.get("first_start_ms").doubleValue());
        values.put("first_ms", result.get("first_ms").doubleValue());
        put(values, "later_start", result.get("later_start_ms"));
        put(values, "later", result.get("later_ms"));
        return new Measurement("in-process", product + ", JDK " + BenchSetting.feature(jdk), "", values);
    }

    private static void put(Map<String, Object> values, String name, JsonNode millis) {
        Quantiles quantiles = new Quantiles(millis.size());
        millis.forEach(each -> quantiles.add(Math.round(each.doubleValue() * 1e6)));
        values.put(name + "_min_ms", quantiles.millisAt(0));
        values.put(name + "_p50_ms", quantiles.millisAt(0.5));
        values.put(name + "_max_ms", quantiles.millisAt(1));
    }

    /** Joins a class path. */
    public static String join(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
}
