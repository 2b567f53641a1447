package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.TranscriptImport;
import dev.gpuworker.wire.WireJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Recorded streams as JSON scenario files. Each scenario answers the job id that its stream was recorded with; if
 * several jobs share an id, each answers its own call. A stream that keeps the contract becomes events with their
 * waits, and the mock fills in the measured values. A stream that breaks the contract is kept byte by byte, and
 * {@code violates} names what it breaks.
 *
 * <p>The files hold nothing that the mock would refuse. A stream with too many steps or bytes is written with fewer
 * waits. If it still does not fit, the notes name it, and the other streams are written.
 *
 * @param texts the text of each file, within the mock's size limit; usually one file, none if no answer is a stream
 * @param notes one sentence for each stream that the files don't hold exactly as it was recorded
 * @param left names of the requests with streams that are in no file
 */
record ScenarioFile(List<String> texts, List<String> notes, Set<String> left) {
    /** Refusals of a request itself: the mock sends them by default and does not count a call. */
    private static final Set<Integer> NO_CALL = Set.of(400, 413, 415, 422);

    /** Room for the text around the scenarios. */
    private static final int SCENARIOS_BYTES_MAX = ScenarioYaml.FILE_BYTES_MAX - 200;

    private static final String HEAD = "{\"version\":1,\"scenarios\":[";
    private static final String TAIL = "]}";

    static ScenarioFile of(List<RecordedAnswer> answers) {
        Map<String, Long> jobs = answers.stream()
                .filter(ScenarioFile::isCall)
                .collect(Collectors.groupingBy(ScenarioFile::jobId, Collectors.counting()));
        Map<String, Integer> calls = new HashMap<>();
        List<String> scenarios = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Set<String> left = new TreeSet<>();
        for (RecordedAnswer answer : answers) {
            int call = isCall(answer) ? calls.merge(jobId(answer), 1, Integer::sum) : 0;
            if (call > 0 && answer.isStream() && answer.transcript().status() == 200) {
                boolean once = jobs.getOrDefault(jobId(answer), 0L) == 1;
                Optional<String> scenario = scenario(answer, once ? 0 : call, notes);
                scenario.ifPresent(scenarios::add);
                if (scenario.isEmpty()) {
                    left.add(answer.request().name());
                }
            }
        }
        return new ScenarioFile(files(scenarios), notes, left);
    }

    private static boolean isCall(RecordedAnswer answer) {
        return answer.request().isJob()
                && !jobId(answer).isEmpty()
                && !NO_CALL.contains(answer.transcript().status());
    }

    private static String jobId(RecordedAnswer answer) {
        return RecordedAnswer.jsonOrText(answer.request().body()).path("job_id").asText("");
    }

    /** Splits the scenarios so that no file is larger than the mock reads. */
    private static List<String> files(List<String> scenarios) {
        List<String> files = new ArrayList<>();
        StringBuilder file = new StringBuilder();
        int bytes = 0;
        for (String scenario : scenarios) {
            int more = scenario.getBytes(StandardCharsets.UTF_8).length + 1;
            if (bytes > 0 && bytes + more > SCENARIOS_BYTES_MAX) {
                files.add(HEAD + file + TAIL);
                file.setLength(0);
                bytes = 0;
            }
            file.append(bytes == 0 ? "" : ",").append(scenario);
            bytes += more;
        }
        if (bytes > 0) {
            files.add(HEAD + file + TAIL);
        }
        return files;
    }

    /** Returns the first form of the stream that the mock accepts. */
    private static Optional<String> scenario(RecordedAnswer answer, int call, List<String> notes) {
        String name = answer.request().name();
        Optional<String> events = imported(answer).flatMap(script -> accepted(events(answer, call, script)));
        if (events.isPresent()) {
            return events;
        }
        int bytes = answer.transcript().body().length;
        int chunks = bytes / 3 * 4 > SCENARIOS_BYTES_MAX
                ? 0 // too large even in base64 without any wait
                : Math.max(1, answer.transcript().chunks().size());
        for (int together = 1; together < 2 * chunks; together *= 2) {
            Optional<String> raw = RawStream.of(answer, jobId(answer), together)
                    .map(stream -> raw(answer, call, stream))
                    .flatMap(ScenarioFile::accepted);
            if (raw.isPresent()) {
                if (together > 1) {
                    notes.add("the stream of \"" + name
                            + "\" has more steps than a scenario may have: all its bytes were kept,"
                            + " but only one in " + together + " of its waits");
                }
                return raw;
            }
        }
        notes.add("the stream of \"" + name + "\", " + bytes
                + " bytes, is larger than a scenario may be: its bytes are in " + name + ".body");
        return Optional.empty();
    }

    private static Optional<String> accepted(ObjectNode scenario) {
        String text = WireJson.text(scenario);
        if (text.length() > SCENARIOS_BYTES_MAX) {
            return Optional.empty();
        }
        try {
            ScenarioYaml.parse("scenarios.json", HEAD + text + TAIL);
            return Optional.of(text);
        } catch (ScenarioException refused) {
            return Optional.empty();
        }
    }

    private static ObjectNode head(RecordedAnswer answer, int call) {
        ObjectNode scenario = WireJson.object().put("name", answer.request().name());
        scenario.putObject("when").put("job_id", jobId(answer));
        return call == 0 ? scenario : scenario.put("calls", call);
    }

    private static ObjectNode events(RecordedAnswer answer, int call, Script script) {
        ObjectNode scenario = head(answer, call);
        ArrayNode steps = scenario.putArray("stream");
        script.steps().forEach(step -> steps.add(StepJson.of(step)));
        return scenario;
    }

    private static ObjectNode raw(RecordedAnswer answer, int call, RawStream raw) {
        ObjectNode scenario = head(answer, call);
        if (!raw.violates().isEmpty()) {
            ArrayNode violates = scenario.putArray("violates");
            raw.violates().forEach(violates::add);
        }
        return scenario.set("stream", (JsonNode) raw.steps());
    }

    private static Optional<Script> imported(RecordedAnswer answer) {
        if (!answer.isWhole()) {
            return Optional.empty();
        }
        try {
            String name = answer.request().name();
            Scenario scenario = TranscriptImport.parse(name, name + ".ndjson", answer.framesNdjson());
            return scenario.answer() instanceof Script script ? Optional.of(script) : Optional.empty();
        } catch (ScenarioException breaksTheContract) {
            return Optional.empty();
        }
    }
}
