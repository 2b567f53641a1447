package dev.gpuworker.real.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The progress of a load, as a worker's log reports it in events {@code model_load_progress} (M0-W-1621).
 *
 * @param percents in the order of the log
 */
record LoadProgress(List<Double> percents) {
    private static final String EVENT = "model_load_progress";
    private static final double WHOLE = 100;

    /** The names that workers give the number; the contract names none. */
    private static final List<String> FIELDS = List.of("percent", "progress", "progress_percent", "pct");

    LoadProgress {
        percents = List.copyOf(percents);
    }

    /** Reads the events of a log; lines that are no JSON objects, or tell no percentage, are left out. */
    static LoadProgress of(List<String> lines) {
        List<Double> percents = new ArrayList<>();
        for (String line : lines) {
            if (line.contains(EVENT)) {
                percent(line).ifPresent(percents::add);
            }
        }
        return new LoadProgress(percents);
    }

    /** Returns what is wrong with the order or the end; empty if nothing is. */
    Optional<String> fault() {
        for (int i = 1; i < percents.size(); i++) {
            if (percents.get(i) < percents.get(i - 1)) {
                return Optional.of("progress goes back from " + words(percents.get(i - 1)) + " to "
                        + words(percents.get(i)) + " percent: " + all());
            }
        }
        boolean ends = percents.isEmpty() || percents.get(percents.size() - 1) == WHOLE;
        return ends ? Optional.empty() : Optional.of("progress does not end at 100 percent: " + all());
    }

    /** Returns all numbers, such as {@code 0, 25, 50, 75, 100}. */
    String all() {
        return percents.stream().map(LoadProgress::words).collect(Collectors.joining(", "));
    }

    private static Optional<Double> percent(String line) {
        try {
            JsonNode event = WireJson.tree(line);
            return FIELDS.stream()
                    .flatMap(name -> event.findValues(name).stream())
                    .filter(JsonNode::isNumber)
                    .map(JsonNode::asDouble)
                    .findFirst();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String words(double percent) {
        return percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent);
    }
}
