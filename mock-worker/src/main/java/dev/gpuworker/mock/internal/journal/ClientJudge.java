package dev.gpuworker.mock.internal.journal;

import dev.gpuworker.mock.ClientFinding;
import dev.gpuworker.mock.ClientFinding.Kind;
import dev.gpuworker.mock.ClientVerdict;
import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.RecordedRefusal;
import dev.gpuworker.mock.SentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges the clients of a worker from its journal. Pure. */
public final class ClientJudge {
    /** The torture set has a legal pause of five seconds; no client should wait twice as long without a byte. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(10);

    /** A client closes as soon as it has read the terminal event; one second allows for a loaded machine. */
    static final Duration LINGER_MAX = Duration.ofSeconds(1);

    private final JournalView journal;
    private final List<ClientFinding> findings = new ArrayList<>();

    private ClientJudge(JournalView journal) {
        this.journal = journal;
    }

    public static ClientVerdict judge(JournalView journal) {
        ClientJudge judge = new ClientJudge(journal);
        judge.findings.addAll(RetryJudge.judge(Attempt.of(journal)));
        journal.jobs().forEach(judge::judge);
        Set<String> sent = judge.sentIds();
        journal.strayCancels().stream()
                .filter(cancel -> !sent.contains(cancel.jobId()))
                .forEach(cancel -> judge.add(
                        Kind.CANCELLED_UNKNOWN_JOB,
                        cancel.jobId(),
                        "no job had this id when it was cancelled; " + cancel.underWay() + " other"
                                + (cancel.underWay() == 1 ? " was" : "s were") + " under way"));
        judge.findings.sort(Comparator.comparing(ClientFinding::kind));
        return new ClientVerdict(judge.findings, journal.complete());
    }

    /** Returns the ids of all jobs, including refused ones: a cancel can overtake its job. */
    private Set<String> sentIds() {
        Set<String> ids = journal.jobs().stream().map(RecordedJob::jobId).collect(Collectors.toSet());
        journal.refusals().stream()
                .map(RecordedRefusal::jobId)
                .filter(Objects::nonNull)
                .forEach(ids::add);
        return ids;
    }

    private boolean isCancelAsked(RecordedJob job) {
        return job.cancelAsked()
                || journal.strayCancels().stream()
                        .anyMatch(cancel -> cancel.jobId().equals(job.jobId()));
    }

    private void judge(RecordedJob job) {
        if (job.outcome() == JobOutcome.DISCONNECTED && journal.hasCancel() && !isCancelAsked(job)) {
            add(
                    Kind.LEFT_WITHOUT_CANCEL,
                    job.jobId(),
                    "the client went away after " + job.tokensSent() + " tokens, and no cancel of the job came");
        }
        Duration lingered = lingered(job);
        if (lingered != null && lingered.compareTo(LINGER_MAX) > 0) {
            add(
                    Kind.LINGERED_AFTER_TERMINAL,
                    job.jobId(),
                    "the connection stayed open for " + lingered.toMillis() + " ms after the terminal event");
        }
        Duration silence = longestSilence(job);
        if (silence.compareTo(SILENCE_MAX) > 0) {
            add(
                    Kind.SAT_THROUGH_SILENCE,
                    job.jobId(),
                    "the client waited for " + silence.toMillis() + " ms without a byte");
        }
    }

    /**
     * Returns how long the client stayed connected after the terminal event; null if there was no such event or the
     * client left at once.
     */
    private @Nullable Duration lingered(RecordedJob job) {
        if (job.events().isEmpty()) {
            return null;
        }
        SentEvent last = job.events().get(job.events().size() - 1);
        boolean ended = last.type().equals("end") || last.type().equals("error");
        Duration there = presence(job);
        return ended && there != null ? there.minus(last.completed()) : null;
    }

    /** Returns the longest time without an event while the client was connected and the job was running. */
    private Duration longestSilence(RecordedJob job) {
        Duration longest = Duration.ZERO;
        Duration before = Duration.ZERO;
        for (SentEvent event : job.events()) {
            longest = max(longest, event.written().minus(before));
            before = event.completed();
        }
        Duration there = presence(job);
        boolean ended =
                job.outcome() != JobOutcome.DISCONNECTED && job.outcome().isOver();
        return ended || there == null || job.eventsDropped() > 0 ? longest : max(longest, there.minus(before));
    }

    /** Returns the time from the job's start until the client disconnected, or until now; null if the worker closed. */
    private static @Nullable Duration presence(RecordedJob job) {
        Duration there = job.clientThere();
        return there == null ? null : there.minus(job.waited());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private void add(Kind kind, String jobId, String message) {
        findings.add(new ClientFinding(kind, message, List.of(jobId)));
    }
}
