package dev.gpuworker.conformance.exercise;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.Traffic;
import dev.gpuworker.conformance.http.Call;
import dev.gpuworker.io.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Cancels jobs that may end by themselves at any moment. One such job may be over just before its cancel reaches it;
 * but no three jobs end by themselves when they are cancelled, each at another moment of its life.
 */
public final class CancelTries {
    /** How long after the wanted moment each job is cancelled. */
    private static final List<Duration> MOMENTS = List.of(Duration.ZERO, Duration.ofMillis(40), Duration.ofMillis(80));

    /**
     * By how much the first and the last moment differ at least, once a busy machine has blurred them. Jobs that end at
     * the same moment of their life end by themselves.
     */
    public static final Duration APART = Duration.ofMillis(40);

    /** How many jobs are cancelled at most. */
    public static final int MAX = MOMENTS.size();

    private CancelTries() {}

    /** Returns the role of the nth try, counted from 1. */
    public static String role(String role, int number) {
        return number == 1 ? role : role + "-" + number;
    }

    /**
     * Cancels one job after another until it is certain what the cancel does.
     *
     * @param start starts a job under this role and returns it at the moment at which it is to be cancelled
     * @param cancelled is called after each cancel has been answered, with the job and the number of the try
     * @return the last job
     */
    static JobCall run(Traffic traffic, Function<String, JobCall> start, BiConsumer<JobCall, Integer> cancelled) {
        for (int number = 1; ; number++) {
            JobCall job = start.apply(role("job", number));
            job.call().awaitEnd(Deadline.after(MOMENTS.get(number - 1)));
            Call cancel = traffic.send(role("cancel", number), Traffic.cancelRequest(job.jobId()));
            cancel.awaitEnd(traffic.soon());
            cancelled.accept(job, number);
            traffic.awaitEnd(job);
            OptionalLong end = job.nanoTimeOf(ReadNames.END);
            if (end.isEmpty()) {
                return job;
            }
            long sent = cancel.sentNanoTime();
            EndNearCancel when = EndNearCancel.of(
                    end.getAsLong(), sent, sent + cancel.transcript().endNanos());
            if (when == EndNearCancel.BEFORE) {
                traffic.cancel("cancel-of-ended", job.jobId());
                throw job.endedTooSoon("the cancel reached it");
            }
            if (when == EndNearCancel.TOO_LATE || number == MAX) {
                return job;
            }
        }
    }
}
