package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.RecordedJob;
import java.util.List;

/** What a test can leave behind in a worker that it should not. */
public enum Leftover {
    /** A job runs or waits still. */
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
    /** A script holds at a gate that no one released. */
    GATES {
        @Override
        List<String> in(MockWorker worker) {
            return worker.gates().held().stream()
                    .sorted()
                    .map(gate -> "gate \"" + gate + "\" was not released")
                    .toList();
        }
    },
    /** A request matched no scenario although there were some. */
    UNMATCHED_REQUESTS {
        @Override
        List<String> in(MockWorker worker) {
            return worker.journal().jobs().stream()
                    .filter(job -> job.mismatch() != null)
                    .map(Leftover::unmatched)
                    .toList();
        }
    };

    abstract List<String> in(MockWorker worker);

    private static String unmatched(RecordedJob job) {
        return "job \"" + job.jobId() + "\" matched no scenario: " + job.mismatch();
    }
}
