package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.ClientFinding;
import dev.gpuworker.mock.ClientFinding.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Judges how clients retry. Pure. Two tries belong together only if job id and prompt are equal. */
final class RetryJudge {
    /** More tries of one job within {@link #STORM_WINDOW} are a retry storm. */
    static final int STORM_TRIES_MAX = 5;

    static final Duration STORM_WINDOW = Duration.ofSeconds(1);

    private final List<ClientFinding> findings = new ArrayList<>();

    private RetryJudge() {}

    /** @param attempts in order of arrival */
    static List<ClientFinding> judge(List<Attempt> attempts) {
        Map<String, List<Attempt>> byJob = new LinkedHashMap<>();
        attempts.forEach(attempt -> byJob.computeIfAbsent(attempt.sameJob(), job -> new ArrayList<>())
                .add(attempt));
        RetryJudge judge = new RetryJudge();
        byJob.values().forEach(judge::tries);
        return judge.findings;
    }

    private void tries(List<Attempt> tries) {
        int storm = 1;
        for (int k = 1; k < tries.size(); k++) {
            Attempt before = tries.get(k - 1);
            Attempt again = tries.get(k);
            Duration over = before.over();
            if (before.failed() && over != null && over.compareTo(again.at()) <= 0) {
                again(before, again, again.at().minus(over));
                storm = k < STORM_TRIES_MAX ? storm : Math.max(storm, triesWithin(tries.subList(0, k + 1)));
            }
        }
        if (storm > STORM_TRIES_MAX) {
            add(Kind.RETRY_STORM, tries.get(0), storm + " tries within " + STORM_WINDOW.toMillis() + " ms");
        }
    }

    private void again(Attempt before, Attempt again, Duration pause) {
        Duration asked = before.retryAfter();
        if (asked != null && pause.compareTo(asked) < 0) {
            String waited = pause.toMillis() + " ms later, but Retry-After was " + asked.toSeconds() + " s";
            add(Kind.RETRY_AFTER_IGNORED, again, "it was sent again " + waited);
        }
        if (before.finality() == Attempt.Finality.FINAL) {
            add(Kind.RETRIED_NON_RETRIABLE, again, "it was sent again after an error that is not retriable");
        }
        if (before.tokens() > 0) {
            add(Kind.RETRIED_AFTER_TOKENS, again, "it was sent again after " + before.tokens() + " delivered tokens");
        }
    }

    /**
     * Returns how many consecutive tries, all but the last of them failed, fall within the window that ends with the
     * last try.
     */
    private static int triesWithin(List<Attempt> tries) {
        Duration from = tries.get(tries.size() - 1).at().minus(STORM_WINDOW);
        int count = 1;
        for (int k = tries.size() - 2;
                k >= 0 && tries.get(k).failed() && tries.get(k).at().compareTo(from) >= 0;
                k--) {
            count++;
        }
        return count;
    }

    private void add(Kind kind, Attempt attempt, String message) {
        findings.add(new ClientFinding(kind, message, List.of(attempt.jobId())));
    }
}
