package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.RuleBuilder.should;
import static dev.gpuworker.conformance.rules.StreamChecks.everyEvent;
import static dev.gpuworker.conformance.rules.StreamChecks.everyStream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.CancelExercises;
import dev.gpuworker.conformance.exercise.JobExercises;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields of the events (section 2). */
final class EventRules {
    private static final Set<String> STOP_REASONS =
            Stream.of(StopReason.values()).map(StopReason::name).collect(Collectors.toUnmodifiableSet());

    /** Integers below this bound are exact in a double. */
    private static final int EXACT_BITS = 53;

    private EventRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-212", "M0-W-1312")
                        .says("started carries the job_id of the request.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("where the id in started comes from.")
                        .judge(everyEvent(ReadNames.STARTED, "job_id equal to the request's", EventRules::foreignId)),
                must("W-213", "M0-W-1312")
                        .says("started carries the name of the model.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("whether the model's name is known when the stream starts.")
                        .judge(everyEvent(
                                ReadNames.STARTED,
                                "model, a non-empty string",
                                event -> Fields.nonEmptyText(event.json(), ReadNames.MODEL))),
                must("W-214", "M0-W-1312")
                        .says("started carries started_at, an ISO 8601 instant in UTC.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("how the instant is formatted: 2025-10-05T12:00:00Z, not a number of seconds.")
                        .judge(everyEvent(
                                ReadNames.STARTED, "started_at as in 2025-10-05T12:00:00Z", EventRules::notUtc)),
                must("W-215", "D-10", "M0-W-1030")
                        .says(
                                "started carries the seed if the worker chose it; if the request has a seed, started carries no other.")
                        .from(JobExercises.ONLY_REQUIRED_FIELDS)
                        .lookAt("whether started carries the seed that is used: without it a job cannot be repeated.")
                        .judge(EventRules::toldSeed),
                should("W-249", "D-22")
                        .says("A seed that the worker chose is below 2^53, so that every JSON reader keeps it exactly.")
                        .from(JobExercises.ONLY_REQUIRED_FIELDS)
                        .lookAt("the range from which seeds are drawn.")
                        .judge(EventRules::chosenSeedIsExact),
                must("W-216", "M0-W-1312")
                        .says("token carries t, a string, and i, an integer.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the names and types of a token's fields.")
                        .judge(everyEvent(
                                ReadNames.TOKEN,
                                "t, a string, and i, an integer from 0",
                                event -> Fields.first(
                                        Fields.text(event.json(), ReadNames.T),
                                        Fields.integer(event.json(), ReadNames.I, 0)))),
                must("W-217", "M0-W-1312")
                        .says("i counts the tokens from 0 without a gap.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("what increments i: tokens that are held back or dropped must not be counted.")
                        .judge(everyStream(
                                Findings.STREAMS_WITH_TOKEN,
                                stream -> !stream.of(ReadNames.TOKEN).isEmpty(),
                                "i = 0, 1, 2, …",
                                EventRules::gap)),
                must("W-218", "M0-W-1310")
                        .says("metrics, if sent, carries tokens_per_sec, a number, and vram_bytes, an integer.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the names and types of the fields of metrics.")
                        .judge(EventRules::metricsFields),
                must("W-219", "M0-W-1312")
                        .says("end carries tokens_out, the number of token events that were sent.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("what is counted: it must be events sent, not tokens generated.")
                        .judge(everyEvent(
                                ReadNames.END, "tokens_out equal to the number of token events", EventRules::miscount)),
                must("W-220", "M0-W-1312")
                        .says("end carries decode_time_ms, an integer of at least 0.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the name and type of decode_time_ms: whole milliseconds.")
                        .judge(everyEvent(
                                ReadNames.END,
                                "decode_time_ms, an integer of at least 0",
                                event -> Fields.integer(event.json(), ReadNames.DECODE_TIME_MS, 0))),
                must("W-222", "M0-W-1312", "M0-W-1422")
                        .says("stop_reason, if sent, is MAX_TOKENS, EOS or STOP_SEQUENCE.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("the names of the stop reasons.")
                        .judge(everyEvent(
                                ReadNames.END,
                                "MAX_TOKENS, EOS or STOP_SEQUENCE, or no stop_reason",
                                event -> Fields.ifPresent(
                                        event.json(),
                                        ReadNames.STOP_REASON,
                                        Fields.oneOf(event.json(), ReadNames.STOP_REASON, STOP_REASONS)))),
                must("W-223", "M0-W-1422")
                        .says("stop_sequence_matched is sent only with the stop reason STOP_SEQUENCE.")
                        .from(JobExercises.FINISHED_JOB)
                        .lookAt("whether the field is absent otherwise, rather than null or empty.")
                        .judge(everyEvent(
                                ReadNames.END,
                                "no stop_sequence_matched without STOP_SEQUENCE",
                                EventRules::strayMatch)),
                must("W-226", "M0-W-1312", "M0-W-1510")
                        .says("error carries code, a non-empty message, and retriable.")
                        .from(CancelExercises.CANCEL_RUNNING)
                        .lookAt("the fields of the error event, also on rarely executed paths.")
                        .judge(everyEvent(
                                ReadNames.ERROR,
                                "code, a non-empty message, and retriable, true or false",
                                event -> Fields.first(
                                        Fields.nonEmptyText(event.json(), ReadNames.CODE),
                                        Fields.nonEmptyText(event.json(), ReadNames.MESSAGE),
                                        Fields.bool(event.json(), ReadNames.RETRIABLE)))));
    }

    private static Verdict metricsFields(Recording recording) {
        boolean none = JobStream.all(recording)
                .allMatch(stream -> stream.of(ReadNames.METRICS).isEmpty());
        if (none && JobStream.all(recording).anyMatch(stream -> stream.end().isPresent())) {
            throw new NotOfferedException("the worker sends no metrics events, which are optional");
        }
        return everyEvent(
                        ReadNames.METRICS,
                        "tokens_per_sec, a number, and vram_bytes, an integer",
                        event -> Fields.first(
                                Fields.number(event.json(), ReadNames.TOKENS_PER_SEC),
                                Fields.integer(event.json(), ReadNames.VRAM_BYTES, 0)))
                .apply(recording);
    }

    private static @Nullable String foreignId(JobStream stream, StreamEvent event) {
        JsonNode asked = stream.request().path("job_id");
        JsonNode told = event.json().path(ReadNames.JOB_ID);
        return asked.equals(told) ? null : "has job_id " + told + ", but the request has " + asked;
    }

    private static @Nullable String notUtc(StreamEvent event) {
        String text = event.json().path(ReadNames.STARTED_AT).asText();
        try {
            boolean utc = OffsetDateTime.parse(text).getOffset().equals(ZoneOffset.UTC);
            return utc && event.json().path(ReadNames.STARTED_AT).isTextual()
                    ? null
                    : "has started_at \"" + text + "\", which is not UTC";
        } catch (DateTimeException e) {
            return "has " + Fields.shown(event.json(), ReadNames.STARTED_AT) + ", which is not an ISO 8601 instant";
        }
    }

    /** W-215 judges whether the seed is sent at all. */
    private static Verdict chosenSeedIsExact(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(JobExercises.ONLY_REQUIRED_FIELDS, "job"));
        StreamEvent started = stream.of(ReadNames.STARTED).stream()
                .filter(event -> event.json().path(ReadNames.SEED).isIntegralNumber())
                .findFirst()
                .orElseThrow(() -> new NotOfferedException("started carries no seed"));
        BigInteger seed = started.json().path(ReadNames.SEED).bigIntegerValue();
        return seed.bitLength() <= EXACT_BITS
                ? new Verdict.Passed("seed " + seed)
                : Findings.failed("a seed below 9007199254740992", List.of(stream.at(started, "has seed " + seed)));
    }

    private static Verdict toldSeed(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(JobExercises.ONLY_REQUIRED_FIELDS, "job"));
        StreamEvent started = stream.of(ReadNames.STARTED).stream()
                .findFirst()
                .orElseThrow(() -> new MissingPrerequisiteException("the stream has no started event"));
        JsonNode seed = started.json().path(ReadNames.SEED);
        boolean good = seed.isIntegralNumber()
                && seed.bigIntegerValue().signum() >= 0
                && seed.bigIntegerValue().compareTo(Seed.MAX) <= 0;
        if (!good) {
            return Findings.failed(
                    "seed, an integer from 0 to " + Seed.MAX,
                    List.of(stream.at(started, seed.isMissingNode() ? "lacks seed" : "has seed " + seed)));
        }
        List<Finding> others = JobStream.all(recording)
                .map(EventRules::otherSeed)
                .flatMap(Optional::stream)
                .toList();
        return others.isEmpty()
                ? new Verdict.Passed("seed " + seed)
                : Findings.failed("the seed of the request, or none", others);
    }

    private static Optional<Finding> otherSeed(JobStream stream) {
        JsonNode asked = stream.request().path("seed");
        return stream.of(ReadNames.STARTED).stream()
                .filter(started -> asked.isIntegralNumber() && started.json().has(ReadNames.SEED))
                .filter(started -> {
                    JsonNode told = started.json().path(ReadNames.SEED);
                    return !told.isIntegralNumber() || !told.bigIntegerValue().equals(asked.bigIntegerValue());
                })
                .findFirst()
                .map(started -> stream.at(
                        started,
                        "has " + Fields.shown(started.json(), ReadNames.SEED) + ", but the request has " + asked));
    }

    private static Optional<Finding> gap(JobStream stream) {
        int expected = 0;
        for (StreamEvent token : stream.of(ReadNames.TOKEN)) {
            JsonNode i = token.json().path(ReadNames.I);
            if (!i.isIntegralNumber() || i.asLong() != expected) {
                return Optional.of(stream.at(token, "has i " + i + ", expected " + expected));
            }
            expected++;
        }
        return Optional.empty();
    }

    private static @Nullable String miscount(JobStream stream, StreamEvent end) {
        JsonNode told = end.json().path(ReadNames.TOKENS_OUT);
        int sent = stream.of(ReadNames.TOKEN).size();
        return told.isIntegralNumber() && told.asLong() == sent
                ? null
                : "has tokens_out " + (told.isMissingNode() ? "missing" : told) + ", but " + sent
                        + " token events were sent";
    }

    private static @Nullable String strayMatch(StreamEvent end) {
        boolean stray = end.json().has(ReadNames.STOP_SEQUENCE_MATCHED)
                && !StopReason.STOP_SEQUENCE
                        .name()
                        .equals(end.json().path(ReadNames.STOP_REASON).asText());
        return stray ? "has stop_sequence_matched with " + Fields.shown(end.json(), ReadNames.STOP_REASON) : null;
    }
}
