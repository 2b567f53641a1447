package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.HttpRequest;
import dev.gpuworker.wire.RequestLimits;
import dev.gpuworker.wire.WireJson;

/** Jobs that run alone on the worker. */
public final class JobExercises {
    /** A short job; the additional time of a longer job is generation, not preparation. */
    private static final int FEW_TOKENS = 3;
    /** Takes 250 ms longer at 10 ms a token. */
    private static final int ENOUGH_TOKENS = 28;
    /** For workers that are 100 and 1000 times as fast. */
    private static final int[] MORE_TOKENS = {256, RequestLimits.MAX_TOKENS_DEFAULT};

    /** The correlation id that {@link #FINISHED_JOB} sends; in mixed case, because it must be echoed unchanged. */
    public static final String CORRELATION_ID = "Verify-Correlation-1";

    /** Runs one job to its end; repeats it with a longer job if it ended too soon to measure. */
    public static final Exercise FINISHED_JOB = ScriptedExercise.of(
            "finished-job",
            "Runs a short job and a longer one, then still longer ones or other prompts while the difference is too small to measure.",
            JobExercises::finishedJob);

    /** Runs the same job twice, with another job in between. */
    public static final Exercise REPEATED_JOB = ScriptedExercise.of(
            "repeated-job",
            "Sends a job with text in several scripts, another job, and the first one again.",
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
            "Runs a job, takes pieces of its text, and runs it again: once with one piece as its stop sequence, and once with a piece of two tokens as its second stop sequence.",
            JobExercises::stopSequence);

    private JobExercises() {}

    private static void finishedJob(Traffic traffic) {
        JobCall brief = traffic.runJob("short", traffic.job("short", FEW_TOKENS));
        ObjectNode job = traffic.job("first", ENOUGH_TOKENS);
        HttpRequest request =
                HttpRequest.postJson("/execute", WireJson.text(job)).with("X-Correlation-ID", CORRELATION_ID);
        JobCall first = traffic.executeWhenFree("first", job, request);
        traffic.awaitEnd(first);
        JobCall last = first;
        int question = traffic.length();
        for (int tokens : MORE_TOKENS) {
            if (StreamPeek.isMuchLonger(last, brief)) {
                return;
            }
            question += StreamPeek.reachedLimit(last) ? 0 : 1;
            last = traffic.runJob("longer-" + tokens, traffic.job("longer-" + tokens, tokens, question));
        }
    }

    private static void repeatedJob(Traffic traffic) {
        String prompt = "Répète s'il te plaît: 🙂 漢字 עברית 👩‍👩‍👧‍👦, und zähle bis zehn.";
        traffic.runJob("once", traffic.job("once", 12).put("prompt", prompt));
        traffic.runJob(
                "between", traffic.job("between", 2).put("temperature", 1.0).put("seed", 7));
        traffic.runJob("again", traffic.job("again", 12).put("prompt", prompt));
    }

    private static void onlyRequiredFields(Traffic traffic) {
        ObjectNode job = WireJson.object().put("job_id", traffic.jobId("job")).put("prompt", "Hello");
        JobCall sent = traffic.executeWhenFree("job", job);
        sent.awaitEvents(ReadNames.STARTED, 1, traffic.soon());
        traffic.cancel("cancel", sent.jobId());
        traffic.awaitEnd(sent);
    }

    private static void stopSequence(Traffic traffic) {
        JobCall without = traffic.runJob("without", traffic.job("without", 12));
        ObjectNode job = traffic.job("with", 12);
        job.putArray("stop").add(piece(without, 1));
        traffic.runJob("with", job);
        ObjectNode across = traffic.job("across", 12);
        across.putArray("stop").add(NEVER_SAID).add(piece(without, 2));
        traffic.runJob("across", across);
    }

    private static String piece(JobCall job, int tokens) {
        return StreamPeek.pieceOfText(job, tokens)
                .orElseThrow(() -> new MissingPrerequisiteException(
                        "the worker's text has no piece of 1 to 100 characters that could be a stop sequence: "
                                + StreamPeek.tokens(job).size() + " tokens"));
    }
}
