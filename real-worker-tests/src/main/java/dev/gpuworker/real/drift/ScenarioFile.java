package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.TranscriptImport;
import dev.gpuworker.wire.WireJson;
import java.util.List;
import java.util.Optional;

/**
 * Recorded streams as a scenario file, in JSON: each answers the job id that it was recorded with. A stream that keeps
 * the contract becomes events with their waits, whose measured values the mock fills; one that breaks it is kept byte
 * by byte, and {@code violates} names what it breaks.
 */
final class ScenarioFile {
    private ScenarioFile() {}

    /** Returns the text of the file; empty where no answer is a stream. */
    static Optional<String> of(List<RecordedAnswer> answers) {
        ObjectNode file = WireJson.object().put("version", 1);
        ArrayNode scenarios = file.putArray("scenarios");
        for (RecordedAnswer answer : answers) {
            JsonNode jobId = RecordedAnswer.jsonOrText(answer.request().body()).path("job_id");
            if (answer.isStream() && answer.transcript().status() == 200 && jobId.isTextual()) {
                scenarios.add(scenario(answer, jobId.textValue()));
            }
        }
        return scenarios.isEmpty() ? Optional.empty() : Optional.of(WireJson.text(file));
    }

    private static ObjectNode scenario(RecordedAnswer answer, String jobId) {
        ObjectNode scenario = WireJson.object().put("name", answer.request().name());
        scenario.putObject("when").put("job_id", jobId);
        Optional<Scenario> imported = imported(answer);
        if (imported.isPresent() && imported.get().answer() instanceof Script script) {
            ArrayNode steps = scenario.putArray("stream");
            script.steps().forEach(step -> steps.add(StepJson.of(step)));
            return scenario;
        }
        RawStream raw = RawStream.of(answer, jobId);
        if (!raw.violates().isEmpty()) {
            ArrayNode violates = scenario.putArray("violates");
            raw.violates().forEach(violates::add);
        }
        scenario.set("stream", raw.steps());
        return scenario;
    }

    private static Optional<Scenario> imported(RecordedAnswer answer) {
        if (!answer.isWhole()) {
            return Optional.empty();
        }
        try {
            String name = answer.request().name();
            return Optional.of(TranscriptImport.parse(name, name + ".ndjson", answer.framesNdjson()));
        } catch (ScenarioException breaksTheContract) {
            return Optional.empty();
        }
    }
}
