package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.must;
import static dev.gpuworker.conformance.rules.RuleBuilder.ours;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.JobExercises;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** When the worker sends events (section 2). */
final class TimeRules {
    /** Shorter generation does not show whether events are sent when they happen. */
    private static final long MEASURABLE_MILLIS = 150;
    /** The worker's own time is slightly less than the time that the client saw of a long enough job. */
    private static final long MEASURABLE_OF_ITS_OWN_MILLIS = 100;
    /** The median of all jobs is not this much later than the worker's own clock says by chance. */
    private static final long STARTED_HELD_MILLIS = 40;
    /** With fewer jobs the median means nothing. */
    private static final int JOBS_MIN = 5;

    /** From about here a user sees text arrive in jumps; shorter gaps come from the scheduling of two machines. */
    private static final long HELD_MILLIS = 20;
    /** Two or three tokens at once may be one character or one decoding step. */
    private static final int GROUP_TOKENS = 4;
    /** Between two groups there may have been just one pause. */
    private static final int GROUPS_MIN = 3;

    /** Twice the longest job; the times of a flood are not measured. */
    private static final int FLOOD_EVENTS = 4_096;

    private TimeRules() {}

    static List<Rule> all() {
        return List.of(
                must("W-221", "D-19", "M0-W-1312")
                        .says(
                                "decode_time_ms is the worker's time from started to end, and no more than the client saw.")
                        .from(JobExercises.FINISHED_JOB)
                        .within(
                                Duration.ofMillis(DecodeTimes.CLOCK_SLACK_MILLIS * 5),
                                "from the last byte of POST /execute written to the arrival of end, against decode_time_ms")
                        .lookAt("the unit (milliseconds) and the two instants that are subtracted.")
                        .judge(DecodeTimes::plausible),
                must("W-224", "M0-W-1310")
                        .says("The worker sends tokens when they are generated, not in one burst.")
                        .from(JobExercises.FINISHED_JOB)
                        .within(
                                Duration.ofMillis(MEASURABLE_MILLIS),
                                "from the first to the last token's arrival, against the time that the job took longer than a short one")
                        .lookAt("buffers between the generation loop and the socket: each event must be flushed.")
                        .judge(TimeRules::tokensAreSpread),
                must("W-225", "M0-W-1310")
                        .says("The worker sends started when the job starts.")
                        .from(JobExercises.FINISHED_JOB)
                        .within(
                                Duration.ofMillis(MEASURABLE_OF_ITS_OWN_MILLIS),
                                "from started's arrival to the arrival of end, against decode_time_ms")
                        .lookAt(
                                "whether the response's head and started are flushed before the first token is generated.")
                        .judge(TimeRules::startedAtOnce),
                ours("W-248", "M0-W-1310")
                        .says("Tokens arrive one by one, not in groups.")
                        .from(JobExercises.FINISHED_JOB)
                        .within(
                                Duration.ofMillis(HELD_MILLIS),
                                "from one group of tokens that arrived at once to the next, if most groups hold "
                                        + GROUP_TOKENS + " or more")
                        .lookAt(
                                "buffers that are flushed when they are full, or after a number of tokens; decoding several tokens in one step looks the same.")
                        .judge(TimeRules::tokensAreSingle));
    }

    private static JobStream longest(Recording recording) {
        return recording.of(JobExercises.FINISHED_JOB).exchanges().stream()
                .filter(JobStream::isAccepted)
                .map(JobStream::accepted)
                .max(Comparator.comparing(TimeRules::wholeMillis))
                .orElseThrow(() -> new MissingPrerequisiteException("no job was accepted"));
    }

    private static long wholeMillis(JobStream stream) {
        return stream.terminal()
                .map(event -> TimeUnit.NANOSECONDS.toMillis(event.frame().nanos()))
                .orElse(0L);
    }

    private static StreamEvent first(JobStream stream, String type) {
        return stream.of(type).stream()
                .findFirst()
                .orElseThrow(() ->
                        MissingPrerequisiteException.tooSoon("the stream has no " + type + ": " + stream.sequence()));
    }

    private static long millisBetween(StreamEvent from, StreamEvent to) {
        return TimeUnit.NANOSECONDS.toMillis(to.frame().nanos() - from.frame().nanos());
    }

    private static Duration stall(Recording recording) {
        return recording.stall(JobExercises.FINISHED_JOB);
    }

    /** A job takes longer than a short one because of its additional tokens, so they must be spread over that time. */
    private static Verdict tokensAreSpread(Recording recording) {
        JobStream stream = longest(recording);
        JobStream brief = JobStream.accepted(recording.exchange(JobExercises.FINISHED_JOB, "short"));
        long longer = wholeMillis(stream) - wholeMillis(brief);
        if (longer < MEASURABLE_MILLIS) {
            throw MissingPrerequisiteException.tooSoon("no job took " + MEASURABLE_MILLIS
                    + " ms longer than a short one: "
                    + wholeMillis(stream) + " ms for " + stream.sequence() + ", " + wholeMillis(brief) + " ms for "
                    + brief.sequence());
        }
        List<StreamEvent> tokens = stream.of(ReadNames.TOKEN);
        StreamEvent from = first(stream, ReadNames.TOKEN);
        long seen = millisBetween(from, tokens.get(tokens.size() - 1));
        String measured = tokens.size() + " tokens arrived within " + seen + " ms; the job took " + longer
                + " ms longer than one of " + brief.of(ReadNames.TOKEN).size() + " tokens";
        if (seen * 2 >= longer) {
            long margin = TimeUnit.MILLISECONDS.toNanos(seen - longer / 2);
            return Timing.unlessHidden(margin, stall(recording), new Verdict.Passed(measured));
        }
        Verdict failed = Findings.failed(
                "tokens spread over at least half of the time that they took to generate",
                List.of(stream.at(from, "came in a burst: " + measured)));
        return Timing.unlessStalled(TimeUnit.MILLISECONDS.toNanos(longer / 2 - seen), stall(recording), failed);
    }

    private static Verdict tokensAreSingle(Recording recording) {
        JobStream stream = longest(recording);
        StreamEvent from = first(stream, ReadNames.TOKEN);
        TokenGroups seen = TokenGroups.of(stream.of(ReadNames.TOKEN));
        long held = TimeUnit.MILLISECONDS.toNanos(HELD_MILLIS);
        boolean grouped = seen.groups() >= GROUPS_MIN && seen.tokens() >= GROUP_TOKENS * seen.groups();
        if (!grouped || seen.nanosBetween() < held) {
            // A stall longer than the whole stream hides all of its groups.
            long spread = TimeUnit.MILLISECONDS.toNanos(millisBetween(from, last(stream)));
            return Timing.unlessHidden(spread / 2, stall(recording), new Verdict.Passed(seen.toString()));
        }
        Verdict failed = Findings.failed(
                "no groups of " + GROUP_TOKENS + " or more tokens at once, " + HELD_MILLIS + " ms or more apart",
                List.of(stream.at(from, "was followed by tokens in groups: " + seen)));
        return Timing.unlessStalled(seen.nanosBetween(), stall(recording), failed);
    }

    private static StreamEvent last(JobStream stream) {
        return stream.events().get(stream.events().size() - 1);
    }

    private static Verdict startedAtOnce(Recording recording) {
        JobStream stream = longest(recording);
        StreamEvent end = first(stream, ReadNames.END);
        StreamEvent started = first(stream, ReadNames.STARTED);
        long told = Math.min(end.json().path(ReadNames.DECODE_TIME_MS).asLong(0), wholeMillis(stream));
        if (told < MEASURABLE_OF_ITS_OWN_MILLIS) {
            throw MissingPrerequisiteException.tooSoon(
                    "no job took the worker " + MEASURABLE_OF_ITS_OWN_MILLIS + " ms by its own decode_time_ms");
        }
        long seen = millisBetween(started, end);
        String measured = seen + " ms from started to end, of decode_time_ms " + told;
        if (seen * 2 >= told) {
            long margin = TimeUnit.MILLISECONDS.toNanos(seen - told / 2);
            return startedHeld(recording)
                    .orElseGet(() -> Timing.unlessHidden(margin, stall(recording), new Verdict.Passed(measured)));
        }
        Verdict failed = Findings.failed(
                "at least half of decode_time_ms between started and end",
                List.of(stream.at(started, "came late: " + measured)));
        return Timing.unlessStalled(TimeUnit.MILLISECONDS.toNanos(told / 2 - seen), stall(recording), failed);
    }

    /**
     * Finds what one long job does not show: a small delay of started in every job. Ignores jobs during which this
     * process stalled for as long as that delay.
     */
    private static Optional<Verdict> startedHeld(Recording recording) {
        List<JobStream> byLateness = JobStream.all(recording)
                .filter(stream -> stream.events().size() < FLOOD_EVENTS)
                .filter(stream -> stream.end().isPresent()
                        && !stream.of(ReadNames.STARTED).isEmpty())
                .filter(stream -> recording.stall(stream.exchange()).toMillis() < STARTED_HELD_MILLIS)
                .sorted(Comparator.comparing(TimeRules::startedLateMillis))
                .toList();
        JobStream median = byLateness.isEmpty() ? null : byLateness.get(byLateness.size() / 2);
        if (median == null || byLateness.size() < JOBS_MIN || startedLateMillis(median) <= STARTED_HELD_MILLIS) {
            return Optional.empty();
        }
        String measured = startedLateMillis(median) + " ms later than decode_time_ms says, the median of "
                + byLateness.size() + " jobs";
        return Optional.of(Findings.failed(
                "as much time from started to end as decode_time_ms says, within " + STARTED_HELD_MILLIS + " ms",
                List.of(median.at(first(median, ReadNames.STARTED), "came late: " + measured))));
    }

    private static long startedLateMillis(JobStream stream) {
        StreamEvent end = stream.end().orElseThrow();
        return Math.min(DecodeTimes.told(end), wholeMillis(stream))
                - millisBetween(first(stream, ReadNames.STARTED), end);
    }
}
