package dev.gpuworker.mock;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Records the requests of a worker, the events that it sent, and how each job ended. Bounded in bytes: the oldest ended
 * jobs are dropped and counted. Thread-safe.
 */
public interface Journal {
    /** Returns the kept jobs in order of arrival, including running and waiting ones. */
    List<RecordedJob> jobs();

    /** Returns the newest kept job with this id. */
    Optional<RecordedJob> job(String jobId);

    /** Returns how many ended jobs were dropped to stay within the bound. */
    long jobsDropped();

    /** Returns how many requests were refused before they became jobs, by HTTP status 4xx or 5xx. */
    long refusals();

    /**
     * Returns how {@code POST /execute} was refused, in order of arrival: the newest 1,000 refusals since the last
     * {@link #clear()}, as an immutable copy. The verdict on clients is based on these (D-07).
     */
    List<RecordedRefusal> refusedJobs();

    /**
     * Waits until a job with this id has started, and returns its state at that time. Throws
     * {@link IllegalStateException} with the contents of the journal if the deadline passes first.
     */
    RecordedJob awaitStarted(String jobId, Duration deadline) throws InterruptedException;

    /** Waits until the newest job with this id is over; otherwise like {@link #awaitStarted}. */
    RecordedJob awaitEnded(String jobId, Duration deadline) throws InterruptedException;

    /** Forgets the ended jobs and the counts. */
    void clear();
}
