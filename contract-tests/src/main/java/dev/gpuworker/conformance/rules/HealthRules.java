package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.RuleBuilder.should;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.QuantKinds;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.conformance.exercise.SharedExercises;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What GET /health answers, and how quickly (section 3). */
final class HealthRules {
    private static final Duration SHOULD_TAKE = Duration.ofMillis(10);

    private static final Set<String> OPTIONAL =
            Set.of("model", "uptime_seconds", "worker_id", "sm", "cuda_runtime_version");

    private static final String[] BASE = {"M0-W-1320"};
    private static final String[] QUANT = {"M0-W-1320", "D-26"};

    private HealthRules() {}

    static List<Rule> all() {
        Stream<Rule> fields = Stream.of(
                field(
                        "W-302",
                        "status",
                        "healthy or unhealthy",
                        json -> Fields.oneOf(json, "status", Set.of("healthy", "unhealthy"))),
                field("W-303", "resident", "true or false", json -> Fields.bool(json, "resident")),
                field("W-304", "quant_kind", "MXFP4, Q4_K_M, Q4_0 or another GGUF file type", HealthRules::quantKind),
                field(
                        "W-305",
                        "vram_bytes_used",
                        "an integer of at least 0",
                        json -> Fields.integer(json, "vram_bytes_used", 0)),
                field(
                        "W-306",
                        "tokenizer_kind",
                        "gguf-bpe or hf-json",
                        json -> Fields.oneOf(json, "tokenizer_kind", Set.of("gguf-bpe", "hf-json"))),
                field("W-307", "vocab_size", "an integer above 0", json -> Fields.integer(json, "vocab_size", 1)),
                field("W-308", "context_length", "an integer, or null", HealthRules::contextLength),
                must("W-309", "M0-W-1320")
                        .says("Every optional field of /health has the right type.")
                        .from(EndpointExercises.HEALTH)
                        .lookAt("the body of /health.")
                        .judge(HealthRules::optionalFields));
        return Stream.concat(
                        fields,
                        Stream.of(
                                must("W-301", "M0-W-1320", "D-13")
                                        .says("/health answers 200 with application/json.")
                                        .from(EndpointExercises.HEALTH)
                                        .lookAt("the handler of /health: an unhealthy worker answers 200, too.")
                                        .judge(everyHealth(
                                                EndpointExercises.HEALTH,
                                                "200 and a JSON object",
                                                reply -> Fields.first(reply.statusIsNot(200), reply.isNotJson()))),
                                must("W-310", "D-14", "D-18")
                                        .says(
                                                "Only a mock sends the field mock: its value is true, and the Server header names the mock.")
                                        .from(EndpointExercises.HEALTH)
                                        .lookAt("the field mock: a real worker omits it.")
                                        .judge(recording -> ReplyChecks.verdict(
                                                "no mock, or mock true with Server: mock-worker/…",
                                                told(recording),
                                                HealthRules::mockUnclear)),
                                must("W-311", "M0-W-1320")
                                        .says("The worker answers /health while a job runs.")
                                        .from(SharedExercises.THREE_JOBS)
                                        .lookAt(
                                                "whether /health waits for the device, or for a lock that the job holds.")
                                        .judge(HealthRules::answeredMeanwhile),
                                should("W-312", "M0-W-1604")
                                        .says("An idle worker answers /health within 10 ms.")
                                        .from(EndpointExercises.HEALTH)
                                        .within(
                                                SHOULD_TAKE,
                                                "from the last byte of GET /health written to the arrival of the answer's head; median of 9")
                                        .lookAt(
                                                "what is computed for /health: the worker should answer it from cached state.")
                                        .judge(recording -> median(recording, EndpointExercises.HEALTH)),
                                should("W-313", "M0-W-1604", "M0-W-1320")
                                        .says("The worker answers /health within 10 ms while a job runs.")
                                        .from(SharedExercises.THREE_JOBS)
                                        .within(
                                                SHOULD_TAKE,
                                                "from the last byte of GET /health written to the arrival of the answer's head; median of 9")
                                        .lookAt("what /health waits for while a job runs.")
                                        .judge(recording -> median(recording, SharedExercises.THREE_JOBS))))
                .toList();
    }

    private static Rule field(String id, String name, String wanted, Function<JsonNode, @Nullable String> problem) {
        return must(id, id.equals("W-304") ? QUANT : BASE)
                .says("In /health, " + name + " is " + wanted + ".")
                .from(EndpointExercises.HEALTH)
                .lookAt("the body of /health.")
                .judge(recording -> ReplyChecks.verdict(
                        name + ", " + wanted, idleAndBusy(recording), reply -> problem.apply(reply.json())));
    }

    /** A name as in the format's specification (D-26); any other word is wrong, whatever the model. */
    private static @Nullable String quantKind(JsonNode json) {
        String told = json.path("quant_kind").asText();
        boolean known = json.path("quant_kind").isTextual() && QuantKinds.isKnown(told);
        return known ? null : Fields.oneOf(json, "quant_kind", QuantKinds.words());
    }

    private static @Nullable String contextLength(JsonNode json) {
        boolean isNull =
                json.has("context_length") && json.get("context_length").isNull();
        return isNull ? null : Fields.integer(json, "context_length", 1);
    }

    private static Verdict optionalFields(Recording recording) {
        List<Reply> told = told(recording);
        if (told.stream().noneMatch(reply -> OPTIONAL.stream().anyMatch(reply.json()::has))) {
            throw new NotOfferedException("/health has none of the optional fields");
        }
        return ReplyChecks.verdict(
                "every optional field with the right type", told, reply -> optionalFieldOfOtherType(reply.json()));
    }

    /** Returns the answers of the idle worker, and its answers during a job, after a failure and during a shutdown. */
    private static List<Reply> idleAndBusy(Recording recording) {
        Stream<Exchange> answeredElsewhere = recording
                .exchanges()
                .filter(exchange -> exchange.transcript().path().equals("/health")
                        && exchange.transcript().method().equals("GET")
                        && exchange.transcript().status() == 200
                        && exchange.transcript().ending() == TransferEnd.COMPLETE
                        && !exchange.exercise().equals(EndpointExercises.HEALTH.name()));
        return Stream.concat(health(recording, EndpointExercises.HEALTH), answeredElsewhere)
                .map(Reply::of)
                .toList();
    }

    /** Skips answers that are not a JSON object: they can neither have nor lack a field. */
    private static List<Reply> told(Recording recording) {
        List<Reply> told = idleAndBusy(recording).stream()
                .filter(reply -> reply.json().isObject())
                .toList();
        if (told.isEmpty()) {
            throw new MissingPrerequisiteException("/health never answered with a JSON object");
        }
        return told;
    }

    private static @Nullable String optionalFieldOfOtherType(JsonNode json) {
        return Fields.first(
                Fields.ifPresent(json, "model", Fields.text(json, "model")),
                Fields.ifPresent(json, "uptime_seconds", Fields.integer(json, "uptime_seconds", 0)),
                Fields.ifPresent(json, "worker_id", Fields.text(json, "worker_id")),
                Fields.ifPresent(json, "sm", Fields.integer(json, "sm", 0)),
                Fields.ifPresent(json, "cuda_runtime_version", Fields.text(json, "cuda_runtime_version")));
    }

    private static @Nullable String mockUnclear(Reply reply) {
        JsonNode mock = reply.json().path("mock");
        String server =
                reply.exchange().transcript().header("server").orElse("").toLowerCase(Locale.ROOT);
        boolean namesMock = server.startsWith("mock-worker/");
        if (!mock.isMissingNode() && !(mock.isBoolean() && mock.asBoolean())) {
            return "has mock " + mock + "; it is true or left out";
        }
        return mock.isMissingNode() == namesMock
                ? "says " + (namesMock ? "no mock: true" : "mock: true") + " with Server: \"" + server + "\""
                : null;
    }

    private static Function<Recording, Verdict> everyHealth(
            Exercise exercise, String expected, Function<Reply, @Nullable String> problem) {
        return recording -> ReplyChecks.verdict(
                expected, health(recording, exercise).map(Reply::of).toList(), problem);
    }

    private static Stream<Exchange> health(Recording recording, Exercise exercise) {
        return recording.of(exercise).exchanges().stream()
                .filter(exchange -> exchange.transcript().path().equals("/health"));
    }

    private static Verdict answeredMeanwhile(Recording recording) {
        JobStream first = JobStream.accepted(recording.exchange(SharedExercises.THREE_JOBS, "first"));
        long over = first.exchange().sentNanos()
                + first.terminal()
                        .map(event -> event.frame().nanos())
                        .orElse(first.exchange().transcript().endNanos());
        Exchange asked = recording.exchange(SharedExercises.THREE_JOBS, SharedExercises.healthRole(1));
        long left = over - asked.sentNanos() - asked.transcript().headNanos();
        Duration stall = recording.stall(SharedExercises.THREE_JOBS);
        if (asked.transcript().status() == 200 && left > 0) {
            String answered = "answered " + Timing.millis(asked.transcript().headNanos())
                    + " after the request, while the job ran";
            return Timing.unlessHidden(left, stall, new Verdict.Passed(answered));
        }
        Verdict failed = Findings.failed(
                "200 before the running job's terminal event",
                List.of(Finding.at(asked, "/health answered " + asked.summary() + " when the job was over")));
        return asked.transcript().status() == 200 ? Timing.unlessStalled(-left, stall, failed) : failed;
    }

    private static Verdict median(Recording recording, Exercise exercise) {
        List<Exchange> answered = health(recording, exercise)
                .filter(exchange -> exchange.transcript().status() == 200)
                .toList();
        if (answered.isEmpty()) {
            throw new MissingPrerequisiteException("/health was never answered with 200");
        }
        List<Long> times = answered.stream()
                .map(exchange -> exchange.transcript().headNanos())
                .sorted()
                .toList();
        long median = times.get(times.size() / 2);
        String what = "to answer /health, median of " + times.size() + " (" + Timing.millis(times.get(0)) + " to "
                + Timing.millis(times.get(times.size() - 1)) + ")";
        return Timing.medianWithin(
                SHOULD_TAKE, median, recording.stall(exercise), what, Finding.at(answered.get(0), "/health answered"));
    }
}
