package dev.gpuworker.conformance.rules;

import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Judges answers other than streams. */
final class ReplyChecks {
    private ReplyChecks() {}

    /** Checks the answers to these roles of an exercise; {@code problem} returns null for a good answer. */
    static Function<Recording, Verdict> replies(
            Exercise exercise, List<String> roles, String expected, Function<Reply, @Nullable String> problem) {
        return recording -> verdict(
                expected,
                roles.stream()
                        .map(role -> Reply.of(recording.exchange(exercise, role)))
                        .toList(),
                problem);
    }

    static Verdict verdict(String expected, List<Reply> replies, Function<Reply, @Nullable String> problem) {
        List<Finding> findings = replies.stream()
                .map(reply -> reply.finding(problem.apply(reply)))
                .flatMap(Optional::stream)
                .toList();
        return Findings.verdict(expected, replies.size(), "answers", findings);
    }
}
