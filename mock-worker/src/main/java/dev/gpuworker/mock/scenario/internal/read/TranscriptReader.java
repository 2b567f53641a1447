package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.mock.scenario.Finding;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptValidator;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.wire.WireJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the lines of a transcript. */
public final class TranscriptReader {
    private final Problems problems;
    private final List<Step> steps = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private double last;

    private TranscriptReader(Problems problems) {
        this.problems = problems;
    }

    /** Returns the scenario of a file. */
    public static Scenario read(String name, Path file, String... violates) {
        return scenario(name, SourceFile.read(file), violates);
    }

    /** Returns the scenario of a text. */
    public static Scenario parse(String name, String source, String text, String... violates) {
        return scenario(name, SourceFile.bounded(SourceText.of(source, text)), violates);
    }

    private static Scenario scenario(String name, SourceText named, String... violates) {
        SourceText source = new SourceText(named.name(), named.text(), SourceText.Format.JSON);
        Problems problems = new Problems(source);
        TranscriptReader reader = new TranscriptReader(problems);
        List<String> lines = source.lines();
        for (int k = 0; k < lines.size(); k++) {
            if (!lines.get(k).isBlank()) {
                reader.line(new Place(k + 1, 1, 1), lines.get(k));
            }
        }
        if (reader.steps.isEmpty() && !problems.any()) {
            problems.add(Place.START, "the transcript has no event");
        }
        problems.throwIfAny();
        return reader.scenario(name, violates);
    }

    private Scenario scenario(String name, String... violates) {
        boolean tooLong = steps.size() > Script.STEPS_MAX;
        if (tooLong) {
            problems.add(Place.START, "more than " + Script.STEPS_MAX + " steps", "import a shorter transcript");
            problems.throwIfAny();
        }
        Scenario scenario = Scenario.named(name).violates(violates).stream(new Script(steps));
        for (Finding finding : ScriptValidator.check(scenario)) {
            boolean step = finding.part() == Finding.Part.STEP;
            problems.add(step ? places.get(finding.index()) : Place.START, finding.message(), finding.hint());
        }
        problems.throwIfAny();
        return scenario;
    }

    private void line(Place at, String text) {
        Optional<JsonNode> line = json(at, text);
        if (line.isEmpty()) {
            return;
        }
        JsonNode time = line.get().path("at_ms");
        JsonNode data = line.get().path("data");
        if (!time.isNumber() || time.doubleValue() < last || time.doubleValue() > Pacing.MAX.toMillis()) {
            problems.add(at, "at_ms must be a number of milliseconds that does not run backwards");
        } else if (!data.isObject()) {
            problems.add(at, "data must be the event's JSON object");
        } else {
            event(at, time.doubleValue(), line.get().path("event").asText(), data);
        }
    }

    private Optional<JsonNode> json(Place at, String text) {
        try {
            JsonNode node = WireJson.tree(text);
            if (node.isObject()) {
                return Optional.of(node);
            }
        } catch (JsonProcessingException e) {
            // reported below, at the line
        }
        problems.add(at, "not one JSON object on one line");
        return Optional.empty();
    }

    private void event(Place at, double millis, String event, JsonNode data) {
        Optional<Step> step = RecordedEvent.step(event, data);
        if (step.isEmpty()) {
            problems.add(at, "not an event of the contract: " + Shown.quoted(event), "its fields may be missing");
            return;
        }
        if (millis > last) {
            long nanos = Math.round((millis - last) * 1e6);
            steps.add(new Pause.Wait(Pacing.of(Duration.ofNanos(nanos))));
            places.add(at);
            last = millis;
        }
        steps.add(step.get());
        places.add(at);
    }
}
