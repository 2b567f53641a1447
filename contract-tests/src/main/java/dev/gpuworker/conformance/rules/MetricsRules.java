package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.may;

import dev.gpuworker.conformance.MissingPrerequisiteException;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import dev.gpuworker.conformance.prometheus.Exposition;
import dev.gpuworker.conformance.prometheus.ExpositionException;
import dev.gpuworker.conformance.prometheus.Sample;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The content of GET /metrics, if the worker offers it (section 3). */
final class MetricsRules {
    private static final String REQUESTS = "worker_requests_total";
    private static final String TOKENS = "worker_tokens_generated_total";
    private static final List<String> NAMES = List.of(
            "worker_vram_bytes",
            REQUESTS,
            TOKENS,
            "worker_inference_duration_ms_bucket",
            "worker_inference_duration_ms_sum",
            "worker_inference_duration_ms_count",
            "worker_uptime_seconds");
    private static final Set<String> OUTCOMES = Set.of("success", "error", "cancelled", "timeout");

    private MetricsRules() {}

    static List<Rule> all() {
        return List.of(
                may("W-350", "M0-W-1350")
                        .says("/metrics is answered with 200 and Prometheus text.")
                        .from(EndpointExercises.METRICS)
                        .lookAt(
                                "the exposition format that the Content-Type announces: name, labels, value, one to a line; each sample once; cumulative histogram buckets up to le=\"+Inf\".")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("before", "after"),
                                "200, text/plain or application/openmetrics-text, in the Prometheus format",
                                MetricsRules::isNotPrometheus)),
                may("W-351", "M0-W-1350")
                        .says(
                                "/metrics reports VRAM, requests, tokens, durations (a histogram) and uptime under the contract's names.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("the names of the meters, suffixes that a library appends, and the histogram's type.")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("after"),
                                String.join(", ", NAMES),
                                MetricsRules::missingName)),
                may("W-352", "M0-W-1350")
                        .says("Requests are counted by outcome: success, error, cancelled or timeout.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("the label outcome of worker_requests_total.")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("after"),
                                "outcome success, error, cancelled or timeout",
                                MetricsRules::strangeOutcome)),
                may("W-353", "M0-W-1350")
                        .says(
                                "A job that ends with end raises the successes by one and the tokens by its number of tokens.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("where the counters are incremented.")
                        .judge(MetricsRules::counts));
    }

    private static @Nullable String isNotPrometheus(Reply reply) {
        String type = contentType(reply);
        return Fields.first(
                reply.statusIsNot(200),
                Exposition.isAnnouncedBy(type) ? null : "answered with " + reply.shownHeader("Content-Type"),
                fault(reply));
    }

    private static String contentType(Reply reply) {
        return reply.exchange().transcript().header("content-type").orElse("");
    }

    private static @Nullable String fault(Reply reply) {
        try {
            return parsed(reply).samples().isEmpty() ? "contains no metric" : null;
        } catch (ExpositionException e) {
            return "is not Prometheus text: " + e.getMessage();
        }
    }

    private static Exposition parsed(Reply reply) throws ExpositionException {
        return Exposition.parse(
                contentType(reply), reply.exchange().transcript().body());
    }

    /** W-350 judges text that breaks the grammar; the other rules cannot read such text. */
    private static Exposition read(Reply reply) {
        try {
            return parsed(reply);
        } catch (ExpositionException e) {
            throw new MissingPrerequisiteException("/metrics could not be read: " + e.getMessage());
        }
    }

    private static Stream<Sample> samples(Reply reply, String name) {
        return read(reply).samples().stream().filter(sample -> sample.name().equals(name));
    }

    private static @Nullable String missingName(Reply reply) {
        List<String> missing = NAMES.stream()
                .filter(name -> samples(reply, name).findAny().isEmpty())
                .toList();
        return Fields.first(missing.isEmpty() ? null : "lacks " + String.join(", ", missing), isNoHistogram(reply));
    }

    /** A type line is optional, but must be right if present. */
    private static @Nullable String isNoHistogram(Reply reply) {
        String type = read(reply).types().getOrDefault("worker_inference_duration_ms", "histogram");
        return type.equals("histogram")
                ? null
                : "has worker_inference_duration_ms as a " + type + ", not as a histogram";
    }

    private static @Nullable String strangeOutcome(Reply reply) {
        List<Sample> requests = samples(reply, REQUESTS).toList();
        if (requests.isEmpty()) {
            return "has no " + REQUESTS;
        }
        for (Sample sample : requests) {
            String outcome = sample.labels().get("outcome");
            if (outcome == null) {
                return "has a " + REQUESTS + " without the label outcome, in line " + sample.line();
            }
            if (!OUTCOMES.contains(outcome)) {
                return "has outcome \"" + outcome + "\"";
            }
        }
        return null;
    }

    private static Verdict counts(Recording recording) {
        Reply before = Reply.of(recording.exchange(EndpointExercises.METRICS, "before"));
        Reply after = Reply.of(recording.exchange(EndpointExercises.METRICS, "after"));
        JobStream job = JobStream.accepted(recording.exchange(EndpointExercises.METRICS, "job"));
        double successes = success(after) - success(before);
        double tokens = sum(samples(after, TOKENS)) - sum(samples(before, TOKENS));
        int sent = job.of("token").size();
        String seen =
                "successes rose by " + successes + " and tokens by " + tokens + ", for a job of " + sent + " tokens";
        return successes == 1 && tokens == sent
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "1 success and " + sent + " tokens more", List.of(Finding.at(after.exchange(), seen)));
    }

    private static double success(Reply reply) {
        return sum(samples(reply, REQUESTS)
                .filter(sample -> "success".equals(sample.labels().get("outcome"))));
    }

    private static double sum(Stream<Sample> samples) {
        return samples.mapToDouble(Sample::value).sum();
    }
}
