package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.ReplyChecks.replies;
import static dev.gpuworker.conformance.rules.RuleBuilder.may;
import static dev.gpuworker.conformance.rules.RuleBuilder.must;

import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.NotOfferedException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.conformance.exercise.JobExercises;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shutdown, correlation ids, unknown paths and methods (section 3). */
final class EndpointRules {
    private static final Duration EXIT_WITHIN = Duration.ofSeconds(30);
    /** A worker that exits sooner than this need not answer. */
    private static final Duration REFUSED_WITHIN = Duration.ofMillis(250);

    private static final Pattern UUID_V4 =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}");

    private EndpointRules() {}

    static List<Rule> all() {
        return List.of(
                may("W-372", "D-27")
                        .says(
                                "If a request from a foreign web page is refused, it is refused with 403 and the JSON envelope.")
                        .from(EndpointExercises.FOREIGN_PAGE)
                        .lookAt("how the worker answers a foreign Origin or Sec-Fetch-Site: cross-site.")
                        .judge(EndpointRules::foreignPageRefusedInForm),
                may("W-340", "M0-W-1340")
                        .says("/shutdown is answered with 202.")
                        .from(EndpointExercises.SHUTDOWN)
                        .lookAt("the handler of /shutdown: it must answer before it acts.")
                        .judge(replies(
                                EndpointExercises.SHUTDOWN,
                                List.of("shutdown"),
                                "202",
                                reply -> reply.statusIsNot(202))),
                may("W-341", "M0-W-1340", "D-07")
                        .says("A draining worker refuses jobs with 503, WORKER_DRAINING, retriable.")
                        .from(EndpointExercises.SHUTDOWN)
                        .lookAt("how /execute answers after /shutdown.")
                        .judge(EndpointRules::refusesWhileDraining),
                may("W-342", "M0-W-1340")
                        .says("A job that runs when /shutdown comes finishes.")
                        .from(EndpointExercises.SHUTDOWN)
                        .lookAt("whether the shutdown waits for the running job.")
                        .judge(EndpointRules::runningJobFinishes),
                may("W-343", "M0-W-1340")
                        .says("After /shutdown the worker is gone within 30 s.")
                        .from(EndpointExercises.SHUTDOWN)
                        .within(
                                EXIT_WITHIN,
                                "from the last byte of POST /shutdown written to the first refused connection")
                        .lookAt("threads that keep the process alive.")
                        .judge(EndpointRules::exits),
                must("W-360", "D-17")
                        .says("A valid X-Correlation-ID is echoed, on refusals and streams, too.")
                        .from(EndpointExercises.CORRELATION, JobExercises.FINISHED_JOB)
                        .lookAt("which answers bypass the code that echoes the id.")
                        .judge(EndpointRules::echoes),
                must("W-361", "D-17")
                        .says("An invalid X-Correlation-ID is replaced by a UUID v4.")
                        .from(EndpointExercises.CORRELATION)
                        .lookAt("the pattern [A-Za-z0-9-]{1,64} that decides what is echoed.")
                        .judge(replies(
                                EndpointExercises.CORRELATION,
                                List.of("bad-characters", "too-long"),
                                "X-Correlation-ID: a UUID v4",
                                EndpointRules::isNotFresh)),
                must("W-362", "D-17")
                        .says("Without an X-Correlation-ID the worker creates one for every answer, a UUID v4.")
                        .from(EndpointExercises.CORRELATION)
                        .lookAt("which answers lack an id of the worker's own.")
                        .judge(EndpointRules::makesIds),
                must("W-370", "D-18")
                        .says("An unknown path is answered with 404 and the JSON envelope.")
                        .from(EndpointExercises.WRONG_PATHS)
                        .lookAt("the web framework's built-in 404.")
                        .judge(replies(
                                EndpointExercises.WRONG_PATHS,
                                List.of("unknown-path"),
                                "404 with code INVALID_REQUEST",
                                reply -> Fields.first(reply.statusIsNot(404), reply.isNotEnvelope("INVALID_REQUEST")))),
                must("W-371", "D-18")
                        .says("A known path with the wrong method is answered with 405 and the JSON envelope.")
                        .from(EndpointExercises.WRONG_PATHS)
                        .lookAt("the web framework's built-in 405.")
                        .judge(replies(
                                EndpointExercises.WRONG_PATHS,
                                List.of("get-execute", "get-cancel", "post-health"),
                                "405 with code INVALID_REQUEST",
                                reply ->
                                        Fields.first(reply.statusIsNot(405), reply.isNotEnvelope("INVALID_REQUEST")))));
    }

    private static Verdict foreignPageRefusedInForm(Recording recording) {
        Reply own = Reply.of(recording.exchange(EndpointExercises.FOREIGN_PAGE, "own"));
        Reply foreign = Reply.of(recording.exchange(EndpointExercises.FOREIGN_PAGE, "foreign"));
        if (foreign.status() == own.status()) {
            throw new NotOfferedException("the worker answers web pages of another origin like any other client");
        }
        return ReplyChecks.verdict(
                "403 with code INVALID_REQUEST and retriable false, or the same answer as without an Origin",
                List.of(foreign),
                reply -> Fields.first(
                        reply.statusIsNot(403),
                        reply.isNotEnvelope("INVALID_REQUEST"),
                        reply.json().path("retriable").asBoolean() ? "says retriable true of a refusal" : null));
    }

    private static Verdict refusesWhileDraining(Recording recording) {
        Exchange late = recording.exchange(EndpointExercises.SHUTDOWN, "job-while-draining");
        if (late.transcript().status() == 0 && leftNoTimeFor(late, recording)) {
            throw new MissingPrerequisiteException(
                    "the running job ended, and the worker may have exited, before it could refuse another");
        }
        return ReplyChecks.verdict(
                "503 with code WORKER_DRAINING and retriable true",
                List.of(Reply.of(late)),
                reply -> Fields.first(
                        reply.statusIsNot(503),
                        reply.isNotEnvelope("WORKER_DRAINING"),
                        reply.json().path("retriable").asBoolean() ? null : "says retriable false"));
    }

    private static boolean leftNoTimeFor(Exchange late, Recording recording) {
        Exchange job = recording.exchange(EndpointExercises.SHUTDOWN, "job");
        return JobStream.isAccepted(job)
                && JobStream.accepted(job)
                        .end()
                        .filter(end ->
                                job.sentNanos() + end.frame().nanos() - late.sentNanos() < REFUSED_WITHIN.toNanos())
                        .isPresent();
    }

    private static Verdict runningJobFinishes(Recording recording) {
        JobStream stream = JobStream.accepted(recording.exchange(EndpointExercises.SHUTDOWN, "job"));
        return stream.end().isPresent()
                ? new Verdict.Passed(stream.sequence())
                : Findings.failed(
                        "a stream that ends with end",
                        List.of(Finding.at(stream.exchange(), "the running job's stream was " + stream.sequence())));
    }

    private static Verdict exits(Recording recording) {
        Exchange asked = recording.exchange(EndpointExercises.SHUTDOWN, "shutdown");
        Exchange last = recording.exchange(EndpointExercises.SHUTDOWN, "exit");
        Finding stays = Finding.at(last, "the worker still listened");
        if (last.transcript().ending() != TransferEnd.REFUSED) {
            return Findings.failed("no listener within 30 s", List.of(stays));
        }
        long nanos = last.sentNanos() + last.transcript().endNanos() - asked.sentNanos();
        return Timing.within(
                EXIT_WITHIN,
                nanos,
                recording.stall(EndpointExercises.SHUTDOWN),
                "from /shutdown to the first refused connection",
                stays);
    }

    private static Verdict echoes(Recording recording) {
        List<Reply> replies = List.of(
                Reply.of(recording.exchange(EndpointExercises.CORRELATION, "echoed")),
                Reply.of(recording.exchange(EndpointExercises.CORRELATION, "echoed-64")),
                Reply.of(recording.exchange(EndpointExercises.CORRELATION, "echoed-on-refusal")),
                Reply.of(recording.exchange(JobExercises.FINISHED_JOB, "first")));
        return ReplyChecks.verdict("X-Correlation-ID as in the request", replies, EndpointRules::isNotEchoed);
    }

    private static @Nullable String isNotEchoed(Reply reply) {
        String asked = reply.exchange().requestHeader("X-Correlation-ID").orElse("");
        String told = reply.exchange().transcript().header("x-correlation-id").orElse("");
        return asked.equals(told) ? null : "has " + reply.shownHeader("X-Correlation-ID") + " for \"" + asked + "\"";
    }

    /** Checks the answers of all exercises: cancels and refusals often bypass the code that creates ids. */
    private static Verdict makesIds(Recording recording) {
        // without this answer the rule has too little evidence to pass
        recording.exchange(EndpointExercises.CORRELATION, "absent");
        List<Reply> replies = recording
                .exchanges()
                .filter(exchange -> exchange.transcript().status() > 0)
                .filter(exchange -> exchange.requestHeader("X-Correlation-ID").isEmpty())
                .map(Reply::of)
                .toList();
        Set<String> seen = new HashSet<>();
        return ReplyChecks.verdict("X-Correlation-ID: a UUID v4 of its own", replies, reply -> {
            String told =
                    reply.exchange().transcript().header("x-correlation-id").orElse("");
            String stale = seen.add(told) ? null : "has X-Correlation-ID \"" + told + "\" of an earlier answer";
            return Fields.first(isNotFresh(reply), stale);
        });
    }

    private static @Nullable String isNotFresh(Reply reply) {
        String told = reply.exchange().transcript().header("x-correlation-id").orElse("");
        return UUID_V4.matcher(told).matches()
                ? null
                : "has " + reply.shownHeader("X-Correlation-ID") + ", expected a UUID v4";
    }
}
