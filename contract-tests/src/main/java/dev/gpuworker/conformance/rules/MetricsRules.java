package dev.gpuworker.conformance.rules;

import static dev.gpuworker.conformance.rules.RuleBuilder.may;

import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Rule;
import dev.gpuworker.conformance.Verdict;
import dev.gpuworker.conformance.exercise.EndpointExercises;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What GET /metrics tells, where it is offered (section 3). */
final class MetricsRules {
    private static final List<String> NAMES = List.of(
            "worker_vram_bytes",
            "worker_requests_total",
            "worker_tokens_generated_total",
            "worker_inference_duration_ms_bucket",
            "worker_inference_duration_ms_sum",
            "worker_inference_duration_ms_count",
            "worker_uptime_seconds");
    private static final Set<String> OUTCOMES = Set.of("success", "error", "cancelled", "timeout");
    private static final Pattern OUTCOME = Pattern.compile("worker_requests_total\\{[^}]*outcome=\"([^\"]*)\"");
    private static final Pattern LINE =
            Pattern.compile("#.*|\\s*|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{[^}]*\\})? +[-+0-9.eEnaNIif]+( +-?\\d+)?");

    private static final Pattern DURATION_TYPE =
            Pattern.compile("^# *TYPE +worker_inference_duration_ms +(\\S+)", Pattern.MULTILINE);

    private MetricsRules() {}

    static List<Rule> all() {
        return List.of(
                may("W-350", "M0-W-1350")
                        .says("/metrics is answered with 200 and Prometheus text.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("the exposition format: name, labels, value, one to a line.")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("before", "after"),
                                "200, text/plain or application/openmetrics-text, in the Prometheus format",
                                MetricsRules::isNotPrometheus)),
                may("W-351", "M0-W-1350")
                        .says(
                                "/metrics tells VRAM, requests, tokens, durations as a histogram and uptime by their names.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("the names of the meters, suffixes that a library appends, and the histogram's type.")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("after"),
                                String.join(", ", NAMES),
                                MetricsRules::missingName)),
                may("W-352", "M0-W-1350")
                        .says("Requests are told by outcome: success, error, cancelled or timeout.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("the label outcome of worker_requests_total.")
                        .judge(ReplyChecks.replies(
                                EndpointExercises.METRICS,
                                List.of("after"),
                                "outcome success, error, cancelled or timeout",
                                MetricsRules::strangeOutcome)),
                may("W-353", "M0-W-1350")
                        .says("A job that ends well raises the successes by one and the tokens by its own.")
                        .from(EndpointExercises.METRICS)
                        .lookAt("where the counters are incremented.")
                        .judge(MetricsRules::counts));
    }

    private static String text(Reply reply) {
        return new String(reply.exchange().transcript().body(), StandardCharsets.UTF_8);
    }

    private static @Nullable String isNotPrometheus(Reply reply) {
        String type = reply.exchange().transcript().header("content-type").orElse("");
        boolean rightType = type.startsWith("text/plain") || type.startsWith("application/openmetrics-text");
        String strange = text(reply)
                .lines()
                .filter(line -> !LINE.matcher(line).matches())
                .findFirst()
                .orElse(null);
        return Fields.first(
                reply.statusIsNot(200),
                rightType ? null : "answered with Content-Type " + type,
                text(reply).lines().allMatch(MetricsRules::saysNothing) ? "has no metric at all" : null,
                strange == null ? null : "has a line that is not Prometheus text: " + strange);
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || line.startsWith("#");
    }

    private static @Nullable String missingName(Reply reply) {
        List<String> missing = NAMES.stream()
                .filter(name -> text(reply).lines().noneMatch(line -> isOf(line, name)))
                .toList();
        return Fields.first(missing.isEmpty() ? null : "lacks " + String.join(", ", missing), isNoHistogram(reply));
    }

    /** A type need not be told; one that is must be right. */
    private static @Nullable String isNoHistogram(Reply reply) {
        Matcher type = DURATION_TYPE.matcher(text(reply));
        boolean other = type.find() && !"histogram".equals(type.group(1));
        return other ? "has worker_inference_duration_ms as a " + type.group(1) + ", not as a histogram" : null;
    }

    private static boolean isOf(String line, String name) {
        return line.startsWith(name + " ") || line.startsWith(name + "{");
    }

    private static @Nullable String strangeOutcome(Reply reply) {
        Matcher outcome = OUTCOME.matcher(text(reply));
        boolean any = false;
        while (outcome.find()) {
            any = true;
            if (!OUTCOMES.contains(outcome.group(1))) {
                return "has outcome \"" + outcome.group(1) + "\"";
            }
        }
        return any ? null : "has no worker_requests_total with an outcome";
    }

    private static Verdict counts(Recording recording) {
        Reply before = Reply.of(recording.exchange(EndpointExercises.METRICS, "before"));
        Reply after = Reply.of(recording.exchange(EndpointExercises.METRICS, "after"));
        JobStream job = JobStream.accepted(recording.exchange(EndpointExercises.METRICS, "job"));
        double successes = success(after) - success(before);
        double tokens = sum(after, "worker_tokens_generated_total") - sum(before, "worker_tokens_generated_total");
        int sent = job.of("token").size();
        String seen =
                "successes rose by " + successes + " and tokens by " + tokens + ", for a job of " + sent + " tokens";
        return successes == 1 && tokens == sent
                ? new Verdict.Passed(seen)
                : Findings.failed(
                        "1 success and " + sent + " tokens more", List.of(Finding.at(after.exchange(), seen)));
    }

    private static double success(Reply reply) {
        return text(reply)
                .lines()
                .filter(line -> isOf(line, "worker_requests_total") && line.contains("outcome=\"success\""))
                .mapToDouble(MetricsRules::value)
                .sum();
    }

    private static double sum(Reply reply, String name) {
        return text(reply)
                .lines()
                .filter(line -> isOf(line, name))
                .mapToDouble(MetricsRules::value)
                .sum();
    }

    private static double value(String line) {
        try {
            return Double.parseDouble(line.substring(line.lastIndexOf('}') + 1)
                    .trim()
                    .replaceFirst("^[a-zA-Z_:][\\w:]* +", "")
                    .split(" ", 2)[0]);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
