package dev.gpuworker.real.drift;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Finding;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.RawBytes;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptValidator;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A recorded stream as raw bytes, with the waits between them and its ending.
 *
 * @param steps the steps, as a scenario file writes them
 * @param violates the requirements that the bytes break, in alphabetical order
 */
record RawStream(ArrayNode steps, Set<String> violates) {
    private static final Duration PAUSE_MIN = Duration.ofMillis(1);

    /**
     * Returns the stream.
     *
     * @param together how many arrived pieces become one step, from 1
     * @return the stream; empty if it needs more steps than a script may have
     */
    static Optional<RawStream> of(RecordedAnswer answer, String jobId, int together) {
        ArrayNode json = WireJson.object().putArray("stream");
        List<Step> steps = new ArrayList<>();
        long last = 0;
        List<Chunk> chunks = answer.transcript().chunks();
        for (int from = 0; from < chunks.size(); from += together) {
            long at = chunks.get(from).nanos();
            byte[] bytes = bytes(chunks.subList(from, Math.min(chunks.size(), from + together)));
            if (at - last >= PAUSE_MIN.toNanos()) {
                json.addObject().put("wait", StepJson.duration(Duration.ofNanos(at - last)));
                last = at;
            }
            if (bytes.length > 0) {
                json.addObject()
                        .putObject("raw")
                        .put("base64", Base64.getEncoder().encodeToString(bytes));
                steps.add(new Write.Raw(RawBytes.of(bytes), WirePlan.NONE));
            }
        }
        ending(answer.transcript(), json, steps);
        return json.size() > Script.STEPS_MAX
                ? Optional.empty()
                : Optional.of(new RawStream(json, broken(jobId, steps)));
    }

    private static byte[] bytes(List<Chunk> chunks) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        chunks.forEach(chunk -> all.writeBytes(chunk.bytes()));
        return all.toByteArray();
    }

    private static void ending(Transcript transcript, ArrayNode json, List<Step> steps) {
        switch (transcript.ending()) {
            case CUT, NOT_HTTP -> {
                json.add("cut");
                steps.add(new Ending.Cut(Ending.Cut.Kind.CLOSE));
            }
            case RESET -> {
                json.add("reset");
                steps.add(new Ending.Reset());
            }
            case TIMED_OUT -> {
                json.add("stall");
                steps.add(new Pause.Stall(Pause.Stall.At.HERE, null));
            }
            case COMPLETE, REFUSED, CLOSED_BY_READER -> {
                json.add("eof");
                steps.add(new Ending.Eof());
            }
        }
    }

    /** Declares one breach after another until the mock's own validator finds no more, then drops redundant ones. */
    private static Set<String> broken(String jobId, List<Step> steps) {
        Set<String> violates = new TreeSet<>();
        while (findings(jobId, steps, violates)
                .filter(finding -> finding.part() == Finding.Part.STEP
                        && !finding.requirements().isEmpty())
                .anyMatch(finding ->
                        violates.add(finding.requirements().iterator().next()))) {
            // Each round declares one more.
        }
        List<String> declared = List.copyOf(violates);
        findings(jobId, steps, violates)
                .filter(finding -> finding.part() == Finding.Part.VIOLATES)
                .forEach(needless -> violates.remove(declared.get(needless.index())));
        return violates;
    }

    private static Stream<Finding> findings(String jobId, List<Step> steps, Set<String> violates) {
        return ScriptValidator.check(
                Scenario.named("recorded").whenJobId(jobId).violates(violates.toArray(String[]::new)).stream(
                        new Script(steps)))
                .stream();
    }
}
