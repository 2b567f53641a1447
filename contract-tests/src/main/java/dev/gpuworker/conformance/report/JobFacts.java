package dev.gpuworker.conformance.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.GoingOn;
import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.wire.WireJson;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the jobs of a run were made to go on, and for how long they did.
 *
 * @param prompt the name of the prompt, with its sampling if that is not the usual one; never its text; empty if the
 *     run sent no job
 * @param tried how many ways to ask were tried; 0 if no job with the first prompt ended too soon
 * @param goOn whether jobs went on for long enough
 * @param tokens how many tokens the longest job had
 * @param millis how long it took, from its first event to its last
 */
public record JobFacts(String prompt, int tried, boolean goOn, int tokens, long millis) {
    /** What helps if nothing goes on. */
    private static final String HELP = "What would help: --prompt or --prompt-file with a text that this worker"
            + " continues for 64 tokens or more (about a second); a model that does so; for a mock, a pace: 1 ms a"
            + " token is enough";

    /** Returns the facts of a recording. */
    public static JobFacts of(Recording recording) {
        List<Job> jobs = recording
                .exchanges()
                .filter(exchange -> "/execute".equals(exchange.transcript().path()))
                .map(exchange -> Job.of(exchange, recording))
                .toList();
        List<Job> ways = jobs.stream().filter(Job::isWay).toList();
        Job longest = jobs.stream().max(Comparator.comparing(Job::tokens)).orElse(new Job("", false, "", 0, 0));
        boolean found = recording.hopeless().isEmpty();
        String prompt = ways.isEmpty() ? commonest(jobs) : (found ? ways.get(ways.size() - 1) : longestOf(ways)).role();
        return new JobFacts(
                prompt, ways.size(), found, longest.tokens(), TimeUnit.NANOSECONDS.toMillis(longest.nanos()));
    }

    private static Job longestOf(List<Job> ways) {
        return ways.stream().max(Comparator.comparing(Job::nanos)).orElseThrow();
    }

    private static String commonest(List<Job> jobs) {
        return jobs.stream()
                .map(Job::prompt)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> JobPrompts.nameOf(most.getKey()))
                .orElse("");
    }

    /** Returns the facts in a sentence; empty if the run sent no job. */
    public String text() {
        if (prompt.isEmpty()) {
            return "";
        }
        String lasted = tokens + " tokens in " + millis + " ms";
        if (goOn) {
            return "jobs go on with the prompt \"" + prompt + "\""
                    + (tried == 0 ? "" : ", the " + tried + ". way to ask that was tried") + "; the longest job had "
                    + lasted;
        }
        return "no job goes on for long enough: " + tried + " ways to ask were tried, with several shapes of prompts,"
                + " temperatures and penalties; the longest job, with \"" + prompt + "\", ended by itself after "
                + lasted + ". " + HELP;
    }

    /** Returns whether a reader of the console should know. */
    boolean isNews() {
        return tried > 0;
    }

    void writeTo(ObjectNode node) {
        node.put("prompt", prompt)
                .put("tried", tried)
                .put("go_on", goOn)
                .put("tokens", tokens)
                .put("millis", millis)
                .put("text", text());
    }

    /**
     * A recorded job.
     *
     * @param isWay whether it was sent to find out how jobs go on
     * @param nanos from its first event to its last
     */
    private record Job(String role, boolean isWay, String prompt, int tokens, long nanos) {
        static Job of(Exchange exchange, Recording recording) {
            List<Frame> frames = recording.stream(exchange).frames();
            long nanos = frames.isEmpty()
                    ? 0
                    : frames.get(frames.size() - 1).nanos() - frames.get(0).nanos();
            int tokens = (int) frames.stream()
                    .filter(frame -> ReadNames.TOKEN.equals(frame.event()))
                    .count();
            return new Job(
                    exchange.role(), GoingOn.EXERCISE.equals(exchange.exercise()), promptOf(exchange), tokens, nanos);
        }

        private static String promptOf(Exchange exchange) {
            try {
                return WireJson.tree(exchange.transcript().requestBody())
                        .path("prompt")
                        .asText();
            } catch (JsonProcessingException e) {
                return ""; // a request that must be refused
            }
        }
    }
}
