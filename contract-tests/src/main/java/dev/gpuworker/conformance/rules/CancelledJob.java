package dev.gpuworker.conformance.rules;

import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.Exchange;
import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Recording;
import dev.gpuworker.conformance.exercise.CancelTries;
import dev.gpuworker.conformance.exercise.EndNearCancel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job that was cancelled, and its cancel.
 *
 * @param stream what the job sent
 * @param cancel the request and its answer
 */
record CancelledJob(JobStream stream, Exchange cancel) {
    /** Returns the jobs that an exercise cancelled one after another, at least one. */
    static List<CancelledJob> all(Recording recording, Exercise exercise) {
        List<CancelledJob> all = new ArrayList<>();
        for (int number = 1; number <= CancelTries.MAX; number++) {
            Optional<Exchange> job = recorded(recording, exercise, CancelTries.role("job", number));
            Optional<Exchange> cancel = recorded(recording, exercise, CancelTries.role("cancel", number));
            if (job.isPresent() && cancel.isPresent()) {
                all.add(new CancelledJob(JobStream.accepted(job.get()), cancel.get()));
            }
        }
        if (all.isEmpty()) {
            all.add(new CancelledJob(
                    JobStream.accepted(recording.exchange(exercise, "job")), recording.exchange(exercise, "cancel")));
        }
        return List.copyOf(all);
    }

    /** Returns the last one: what it shows is certain, or as certain as it gets. */
    static CancelledJob last(Recording recording, Exercise exercise) {
        List<CancelledJob> all = all(recording, exercise);
        return all.get(all.size() - 1);
    }

    /** Returns an exchange of an exercise, even if the exercise missed a prerequisite later. */
    static Optional<Exchange> recorded(Recording recording, Exercise exercise, String role) {
        return recording
                .exchanges()
                .filter(exchange -> exchange.exercise().equals(exercise.name())
                        && exchange.role().equals(role))
                .findFirst();
    }

    /**
     * Returns whether the jobs ended because they were cancelled, though they did not say so: each ended right after
     * its cancel, at another moment of its life. A job that ends by itself knows nothing of these moments.
     */
    static boolean endBecauseOfCancels(List<CancelledJob> tries) {
        if (tries.size() < CancelTries.MAX) {
            return false;
        }
        boolean near = tries.stream()
                .allMatch(each -> each.endNearCancel()
                        .filter(when -> when == EndNearCancel.PERHAPS_BEFORE)
                        .isPresent());
        long longer = tries.get(tries.size() - 1).lifeNanos() - tries.get(0).lifeNanos();
        return near && longer >= CancelTries.APART.toNanos();
    }

    /** Returns what the job's end event says about the cancel; empty if there is none. */
    Optional<EndNearCancel> endNearCancel() {
        return stream.end().map(end -> EndNearCancel.of(endedAt(end), cancel.sentNanos(), answeredAt()));
    }

    /** Returns how much later than allowed the end event came. */
    long lateNanos() {
        return stream.end()
                .map(end -> endedAt(end) - answeredAt() - EndNearCancel.EFFECT_WITHIN.toNanos())
                .orElse(0L);
    }

    private long endedAt(StreamEvent end) {
        return stream.exchange().sentNanos() + end.frame().nanos();
    }

    private long answeredAt() {
        return cancel.sentNanos() + cancel.transcript().endNanos();
    }

    /** Returns the time from started to end; 0 without either. */
    private long lifeNanos() {
        List<StreamEvent> started = stream.of(ReadNames.STARTED);
        return started.isEmpty()
                ? 0
                : stream.end()
                        .map(end -> end.frame().nanos() - started.get(0).frame().nanos())
                        .orElse(0L);
    }
}
