package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.JobPrompt;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** Jobs that run alone on the worker. */
public final class JobExercises {
    /** A short job; the additional time of a longer job is generation, not preparation. */
    private static final int FEW_TOKENS = 3;
    /** Takes 250 ms longer at 10 ms a token. */
    private static final int ENOUGH_TOKENS = 28;
    /** For workers that are 100 and 1000 times as fast. */
    private static final int[] MORE_TOKENS = {256, RequestLimits.MAX_TOKENS_DEFAULT};

    /** Enough for characters of several bytes, and for a stop sequence of two tokens. */
    private static final int TEXT_TOKENS = 12;
    /** A word is seldom more. */
    private static final int BRIEF_TOKENS = 8;

    /** The correlation id that {@link #FINISHED_JOB} sends; in mixed case, because it must be echoed unchanged. */
    public static final String CORRELATION_ID = "Verify-Correlation-1";

    /** Runs one job to its end; repeats it with a longer job if it ended too soon to measure. */
    public static final Exercise FINISHED_JOB = ScriptedExercise.of(
            "finished-job",
            "Runs a short job and a longer one, then still longer ones while the difference is too small to measure.",
            JobExercises::finishedJob);

    /** Runs the same job twice, with another job in between. */
    public static final Exercise REPEATED_JOB = ScriptedExercise.of(
            "repeated-job",
            "Sends a job with text in several scripts (other prompts follow if the answer is plain ASCII), another job, and the first one again.",
            JobExercises::repeatedJob);

    /** Sends a job with only the required fields. */
    public static final Exercise ONLY_REQUIRED_FIELDS = ScriptedExercise.of(
            "only-required-fields",
            "Sends a job with job_id and prompt alone and cancels it once it has started.",
            JobExercises::onlyRequiredFields);

    /** A stop sequence that should not occur in any text. */
    private static final String NEVER_SAID = "~|~ never said ~|~";

    /** A job whose stop sequence is taken from text that it is known to generate. */
    public static final Exercise STOP_SEQUENCE = ScriptedExercise.of(
            "stop-sequence",
            "Runs a job (with other prompts if it has too little text), takes pieces of its text, and runs it again: once with one piece as its stop sequence, and once with a piece of two tokens as its second stop sequence.",
            JobExercises::stopSequence);

    /** Jobs that many models end by themselves. */
    public static final Exercise BRIEF_ANSWER = ScriptedExercise.of(
            "brief-answer",
            "Asks for an answer of one word, in another form if the job does not end by itself.",
            JobExercises::briefAnswer);

    private JobExercises() {}

    private static void finishedJob(Traffic traffic) {
        JobCall brief = traffic.runJob("short", traffic.job("short", FEW_TOKENS));
        ObjectNode job = traffic.job("first", ENOUGH_TOKENS);
        HttpRequest request =
                HttpRequest.postJson("/execute", WireJson.text(job)).with("X-Correlation-ID", CORRELATION_ID);
        JobCall first = traffic.executeWhenFree("first", job, request);
        traffic.awaitEnd(first);
        JobCall last = first;
        for (int tokens : MORE_TOKENS) {
            if (StreamPeek.isMuchLonger(last, brief)) {
                return;
            }
            if (!last.reachedLimit()) {
                traffic.wishForLongerJobs();
            }
            last = traffic.runJob("longer-" + tokens, traffic.job("longer-" + tokens, tokens));
        }
    }

    private static void repeatedJob(Traffic traffic) {
        List<JobPrompt> prompts = new ArrayList<>(traffic.prompts().multiByte());
        prompts.addAll(reproducible(traffic));
        JobPrompt prompt = ask(traffic, "once", prompts, StreamPeek::hasMultiByteText);
        traffic.runJob(
                "between", traffic.job("between", 2).put("temperature", 1.0).put("seed", 7));
        traffic.runJob("again", prompt.putInto(traffic.job("again", TEXT_TOKENS)));
    }

    /** Returns the ordinary prompts at temperature 0, beginning with the one that this run uses. */
    private static List<JobPrompt> reproducible(Traffic traffic) {
        Set<JobPrompt> all = new LinkedHashSet<>();
        if (traffic.prompt().temperature() == 0) {
            all.add(traffic.prompt());
        }
        all.addAll(traffic.prompts().ordinary());
        return List.copyOf(all);
    }

    /**
     * Runs a job with one prompt after another until its text is as wanted. Returns the prompt of that job, or else the
     * first that led to any text.
     */
    private static JobPrompt ask(Traffic traffic, String role, List<JobPrompt> prompts, Predicate<JobCall> isWanted) {
        JobPrompt best = prompts.get(0);
        boolean foundText = false;
        for (int i = 0; i < prompts.size(); i++) {
            String name = i == 0 ? role : role + "-" + (i + 1);
            JobCall job = traffic.runJob(name, prompts.get(i).putInto(traffic.job(name, TEXT_TOKENS)));
            if (isWanted.test(job)) {
                return prompts.get(i);
            }
            if (!foundText && !StreamPeek.tokens(job).isEmpty()) {
                best = prompts.get(i);
                foundText = true;
            }
        }
        return best;
    }

    private static void onlyRequiredFields(Traffic traffic) {
        ObjectNode job = WireJson.object().put("job_id", traffic.jobId("job")).put("prompt", "Hello");
        JobCall sent = traffic.executeWhenFree("job", job);
        sent.awaitEvents(ReadNames.STARTED, 1, traffic.soon());
        traffic.cancel("cancel", sent.jobId());
        traffic.awaitEnd(sent);
    }

    private static void stopSequence(Traffic traffic) {
        List<String> pieces = new ArrayList<>();
        AtomicBoolean endedThemselves = new AtomicBoolean(true);
        JobPrompt prompt = ask(traffic, "without", reproducible(traffic), job -> {
            pieces.clear();
            endedThemselves.compareAndSet(true, !job.reachedLimit());
            StreamPeek.pieceOfText(job, 1).ifPresent(pieces::add);
            StreamPeek.pieceOfText(job, 2).ifPresent(pieces::add);
            return pieces.size() == 2;
        });
        if (pieces.size() < 2) {
            String nothing =
                    "no text of this worker has a piece of 1 to 100 characters that could be a stop sequence, after "
                            + reproducible(traffic).size() + " prompts";
            throw endedThemselves.get()
                    ? MissingPrerequisiteException.tooSoon(nothing)
                    : new MissingPrerequisiteException(nothing);
        }
        ObjectNode job = prompt.putInto(traffic.job("with", TEXT_TOKENS));
        job.putArray("stop").add(pieces.get(0));
        traffic.runJob("with", job);
        ObjectNode across = prompt.putInto(traffic.job("across", TEXT_TOKENS));
        across.putArray("stop").add(NEVER_SAID).add(pieces.get(1));
        traffic.runJob("across", across);
    }

    private static void briefAnswer(Traffic traffic) {
        int asked = 0;
        for (JobPrompt prompt : traffic.prompts().brief()) {
            String role = "job-" + ++asked;
            JobCall job = traffic.runJob(role, prompt.putInto(traffic.job(role, BRIEF_TOKENS)));
            if (!job.reachedLimit()) {
                return;
            }
        }
    }
}
