package dev.gpuworker.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The raw lines of a run, and the median of a number over its rounds. */
final class Medians {
    private final List<JsonNode> lines;

    private Medians(List<JsonNode> lines) {
        this.lines = lines;
    }

    static Medians read(Path raw) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(raw)) {
            lines.add(json.readTree(line));
        }
        return new Medians(lines);
    }

    /** Returns the subjects of a figure, in order of appearance. */
    Set<String> subjects(String figure, String load) {
        Set<String> subjects = new LinkedHashSet<>();
        of(figure, load).forEach(line -> subjects.add(line.path("subject").asText()));
        return subjects;
    }

    /** Returns the first line of a figure; a missing node if there is none. */
    JsonNode first(String figure) {
        return lines.stream()
                .filter(line -> line.path("figure").asText().equals(figure))
                .findFirst()
                .orElse(new ObjectMapper().missingNode());
    }

    /** Returns the median; NaN if nothing was measured. */
    double of(String figure, String subject, String load, String name) {
        return quantile(values(figure, subject, load, name), 0.5);
    }

    double least(String figure, String subject, String load, String name) {
        return quantile(values(figure, subject, load, name), 0);
    }

    /** Returns how many rounds measured this. */
    long rounds(String figure, String subject, String load, String name) {
        return values(figure, subject, load, name).count();
    }

    /** Returns why something was not measured; empty if it was. */
    String whyNot(String figure, String subject, String load) {
        return of(figure, load).stream()
                .filter(line -> line.path("subject").asText().equals(subject) && line.has("not_measured"))
                .map(line -> line.path("not_measured").asText())
                .findFirst()
                .orElse("");
    }

    /** Returns the least, the median and the greatest load average of all lines. */
    List<Double> loadAverages() {
        double[] all = lines.stream()
                .filter(line -> line.has("load_average"))
                .mapToDouble(line -> line.path("load_average").asDouble())
                .toArray();
        return List.of(
                quantile(DoubleStream.of(all), 0),
                quantile(DoubleStream.of(all), 0.5),
                quantile(DoubleStream.of(all), 1));
    }

    private List<JsonNode> of(String figure, String load) {
        return lines.stream()
                .filter(line -> line.path("figure").asText().equals(figure))
                .filter(line -> line.path("load").asText().equals(load))
                .toList();
    }

    private DoubleStream values(String figure, String subject, String load, String name) {
        return of(figure, load).stream()
                .filter(line -> line.path("subject").asText().equals(subject))
                .filter(line -> line.path(name).isNumber())
                .mapToDouble(line -> line.path(name).doubleValue());
    }

    private static double quantile(DoubleStream values, double share) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted[below] + (sorted[above] - sorted[below]) * (at - below);
    }
}
