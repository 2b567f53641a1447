package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorker;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Things that a test should not leave behind in a worker. */
public enum Leftover {
    /** A job still runs or waits. */
    JOBS {
        @Override
        List<String> in(MockWorker worker) {
            return worker.journal().jobs().stream()
                    .filter(job -> !job.outcome().isOver())
                    .map(job -> "job \"" + job.jobId() + "\" is " + job.outcome() + " still, after " + job.tokensSent()
                            + " tokens")
                    .toList();
        }
    },
    /** A script holds at a gate that was never released. */
    GATES {
        @Override
        List<String> in(MockWorker worker) {
            return worker.gates().held().stream()
                    .sorted()
                    .map(gate -> "gate \"" + gate + "\" was not released")
                    .toList();
        }
    },
    /** A request matched none of the scenarios, whether the generator answered it or a strict worker refused it. */
    UNMATCHED_REQUESTS {
        @Override
        List<String> in(MockWorker worker) {
            Stream<String> answered = worker.journal().jobs().stream()
                    .filter(job -> job.mismatch() != null)
                    .map(job -> unmatched(job.jobId(), job.mismatch()));
            Stream<String> refused = worker.journal().refusedJobs().stream()
                    .filter(refusal -> refusal.mismatch() != null)
                    .map(refusal -> unmatched(refusal.jobId(), refusal.mismatch()));
            return Stream.concat(answered, refused).toList();
        }
    };

    abstract List<String> in(MockWorker worker);

    private static String unmatched(@Nullable String jobId, @Nullable String mismatch) {
        return "job \"" + jobId + "\" matched no scenario: " + mismatch;
    }
}
