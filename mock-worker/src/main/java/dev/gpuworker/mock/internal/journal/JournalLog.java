package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.Journal;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.RecordedRefusal;
import dev.gpuworker.mock.StrayCancel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal of one worker. Thread-safe. */
public final class JournalLog implements Journal {
    /** Far more than the client of any test makes; each takes about a hundred bytes. */
    private static final int KEPT_MAX = 1_000;

    private static final int ID_CHARS_MAX = 256;

    private final long bytesMax;
    private final Set<JobRecord> active = new LinkedHashSet<>(); // guarded by this
    private final Deque<JobRecord> ended = new ArrayDeque<>(); // guarded by this
    private final Deque<JobRecord> untaken = new ArrayDeque<>(); // guarded by this
    private final Deque<CompletableFuture<RecordedJob>> takers = new ArrayDeque<>(); // guarded by this
    private long endedBytes; // guarded by this
    private long dropped; // guarded by this
    private long refusals; // guarded by this
    private final Deque<RecordedRefusal> refused = new ArrayDeque<>(); // guarded by this
    private final Deque<StrayCancel> strayCancels = new ArrayDeque<>(); // guarded by this
    private boolean forgot; // guarded by this
    private long over; // guarded by this
    private volatile int watchers;

    public JournalLog(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    public synchronized void arrived(JobRecord record) {
        active.add(record);
    }

    /** Notifies threads that wait for a record to change. */
    public synchronized void changed() {
        notifyAll();
    }

    public synchronized void over(JobRecord record) {
        if (!active.remove(record)) {
            return;
        }
        ended.add(record);
        over++;
        untaken.add(record);
        endedBytes += record.bytes();
        while (endedBytes > bytesMax && ended.size() > 1) {
            JobRecord oldest = ended.remove();
            untaken.remove(oldest);
            endedBytes -= oldest.bytes();
            dropped++;
        }
        serveTakers();
        notifyAll();
    }

    public synchronized void refused() {
        refusals++;
    }

    /** Records how a job was refused, for the verdict on the client. */
    public synchronized void refused(RecordedRefusal refusal) {
        keep(refused, refusal);
    }

    /** Records a cancel with the newest job of its id. If there is none, keeps it separately. */
    public synchronized void cancelAsked(String jobId, long now) {
        JobRecord record = newest(jobId);
        if (record != null) {
            record.cancelAsked();
        } else {
            String id = jobId.length() > ID_CHARS_MAX ? jobId.substring(0, ID_CHARS_MAX) + "…" : jobId;
            keep(strayCancels, new StrayCancel(Duration.ofNanos(now), id, active.size()));
        }
    }

    private <T> void keep(Deque<T> all, T one) {
        all.add(one);
        if (all.size() > KEPT_MAX) {
            all.remove();
            forgot = true;
        }
    }

    /** Returns the facts by which clients are judged. A cancel counts as stray only while no job has been dropped. */
    public synchronized JournalView view(boolean hasCancel) {
        List<StrayCancel> strays = dropped == 0 ? List.copyOf(strayCancels) : List.of();
        return new JournalView(jobs(), List.copyOf(refused), strays, hasCancel, dropped == 0 && !forgot);
    }

    /**
     * Returns the next ended job that nobody has taken yet, as soon as there is one. A future that is completed
     * otherwise, by a time limit or a cancellation, takes no job.
     */
    public synchronized CompletableFuture<RecordedJob> next() {
        CompletableFuture<RecordedJob> taker = new CompletableFuture<>();
        takers.removeIf(CompletableFuture::isDone);
        takers.add(taker);
        serveTakers();
        return taker;
    }

    private void serveTakers() {
        while (!untaken.isEmpty() && !takers.isEmpty()) {
            if (takers.remove().complete(untaken.element().snapshot())) {
                untaken.remove();
            }
        }
    }

    /** Somebody begins to watch: from now on the bytes of new jobs are kept. */
    public synchronized void watch() {
        watchers++;
    }

    /** Somebody stops watching. */
    public synchronized void unwatch() {
        watchers--;
    }

    /** Returns whether somebody watches. */
    public boolean isWatched() {
        return watchers > 0;
    }

    /** Returns running and waiting jobs, the oldest ones first, at most this many. */
    public synchronized List<JobRecord> active(int most) {
        return active.stream().limit(most).toList();
    }

    /** Returns the newest ended jobs, the newest first, at most this many. */
    public synchronized List<JobRecord> newest(int most) {
        List<JobRecord> newest = new ArrayList<>();
        Iterator<JobRecord> backwards = ended.descendingIterator();
        while (backwards.hasNext() && newest.size() < most) {
            newest.add(backwards.next());
        }
        return newest;
    }

    /** Returns how many jobs have ended since the start, those included that were dropped or cleared. */
    public synchronized long over() {
        return over;
    }

    /** Returns the record of a job by its number. */
    public synchronized Optional<JobRecord> record(long ordinal) {
        return Stream.concat(ended.stream(), active.stream())
                .filter(record -> record.job().ordinal() == ordinal)
                .findFirst();
    }

    /** Returns the running and waiting jobs, for a message. */
    public synchronized String underWay() {
        return active.isEmpty()
                ? "nothing"
                : active.stream().map(JournalLog::brief).collect(Collectors.joining(", "));
    }

    /** Waits for the next ended job that nobody has taken yet. */
    public synchronized RecordedJob take(Duration deadline) throws InterruptedException {
        await(() -> !untaken.isEmpty(), deadline, "no job ended");
        return untaken.remove().snapshot();
    }

    @Override
    public synchronized List<RecordedJob> jobs() {
        List<JobRecord> all = new ArrayList<>(ended);
        all.addAll(active);
        return all.stream()
                .sorted((one, other) ->
                        Long.compare(one.job().ordinal(), other.job().ordinal()))
                .map(JobRecord::snapshot)
                .toList();
    }

    @Override
    public synchronized Optional<RecordedJob> job(String jobId) {
        return Optional.ofNullable(newest(jobId)).map(JobRecord::snapshot);
    }

    @Override
    public synchronized long jobsDropped() {
        return dropped;
    }

    @Override
    public synchronized List<RecordedRefusal> refusedJobs() {
        return List.copyOf(refused);
    }

    @Override
    public synchronized long refusals() {
        return refusals;
    }

    @Override
    public RecordedJob awaitStarted(String jobId, Duration deadline) throws InterruptedException {
        return await(jobId, JobRecord::hasStarted, deadline, "did not start");
    }

    @Override
    public RecordedJob awaitEnded(String jobId, Duration deadline) throws InterruptedException {
        return await(jobId, record -> record.outcome().isOver(), deadline, "did not end");
    }

    @Override
    public synchronized void clear() {
        ended.clear();
        untaken.clear();
        endedBytes = 0;
        dropped = 0;
        refusals = 0;
        refused.clear();
        strayCancels.clear();
        forgot = false;
    }

    private synchronized RecordedJob await(String jobId, Predicate<JobRecord> condition, Duration deadline, String what)
            throws InterruptedException {
        await(
                () -> {
                    JobRecord record = newest(jobId);
                    return record != null && condition.test(record);
                },
                deadline,
                "job \"" + jobId + "\" " + what);
        JobRecord record = newest(jobId);
        if (record == null) {
            throw new IllegalStateException("job \"" + jobId + "\" was dropped from the journal");
        }
        return record.snapshot();
    }

    /** Waits under the lock. */
    private synchronized void await(Supplier<Boolean> condition, Duration deadline, String what)
            throws InterruptedException {
        Deadline end = Deadline.after(deadline);
        while (!condition.get()) {
            long millis = end.millisLeft();
            if (millis <= 0) {
                throw new IllegalStateException(
                        what + " within " + end + "; under way: " + underWay() + "; ended and kept: " + ended.size());
            }
            wait(millis);
        }
    }

    private @Nullable JobRecord newest(String jobId) {
        JobRecord newest = null;
        for (Collection<JobRecord> records : List.<Collection<JobRecord>>of(ended, active)) {
            for (JobRecord record : records) {
                boolean newer =
                        newest == null || record.job().ordinal() > newest.job().ordinal();
                newest = newer && record.job().request().jobId().equals(jobId) ? record : newest;
            }
        }
        return newest;
    }

    private static String brief(JobRecord record) {
        return "\"" + record.job().request().jobId() + "\" " + record.outcome();
    }
}
