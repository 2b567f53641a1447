package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.journal.JournalJson;
import dev.gpuworker.mock.internal.journal.JournalLog;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * {@code POST /mock/jobs/next}: waits for the next job that ends, and returns it; each ended job is returned once. No
 * thread waits.
 */
final class NextJobHandler {
    private static final String WITHIN_DEFAULT = "5s";

    /** Shorter than the time after which the server closes a silent connection. */
    private static final Duration WITHIN_MAX = Duration.ofSeconds(50);

    private NextJobHandler() {}

    static void handle(Context context) {
        String given = context.queryParam("within");
        String text = given == null ? WITHIN_DEFAULT : given;
        Duration within = within(text);
        JournalLog journal = Routes.worker(context).core().journal();
        CompletableFuture<RecordedJob> next = journal.next().orTimeout(within.toNanos(), TimeUnit.NANOSECONDS);
        context.future(() -> next.thenApply(Optional::of)
                .exceptionally(timeout -> Optional.empty())
                .thenAcceptAsync(job -> answer(context, journal, job, text), Ports.executor()));
    }

    private static void answer(Context context, JournalLog journal, Optional<RecordedJob> job, String within) {
        if (job.isEmpty()) {
            throw Refusal.invalid(404, "no job ended within " + within + "; under way: " + journal.underWay());
        }
        Answers.json(context, 200, JournalJson.job(job.get()));
    }

    private static Duration within(String text) {
        try {
            Duration within = DurationText.parseOption(text);
            if (within.compareTo(WITHIN_MAX) <= 0) {
                return within;
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(400, "within: " + e.getMessage());
        }
        throw Refusal.invalid(400, "within: must be at most " + DurationText.of(WITHIN_MAX));
    }
}
