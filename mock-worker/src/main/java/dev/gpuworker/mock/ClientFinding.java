package dev.gpuworker.mock;

import java.util.List;

/**
 * Something that a client of the worker did which costs somebody. Immutable.
 *
 * @param kind what it is
 * @param message what was seen, with numbers
 * @param jobIds the jobs that it is about, in the order in which it happened; never empty
 */
public record ClientFinding(Kind kind, String message, List<String> jobIds) {
    /** How bad it is. */
    public enum Severity {
        /** It breaks what the contract or the worker's answer asked for. */
        ERROR,
        /** It is allowed, and wastes the device or the client's own time. */
        WARNING
    }

    /** What the journal can show of a client. */
    public enum Kind {
        RETRY_AFTER_IGNORED(
                Severity.ERROR, "wait as long as Retry-After says before the same job is sent to this worker again"),
        RETRIED_NON_RETRIABLE(
                Severity.ERROR, "report an error whose retriable is false; sending the same job again cannot help"),
        RETRIED_AFTER_TOKENS(
                Severity.WARNING,
                "tokens that were delivered are generated twice; take what came, or tell the user, before trying again"),
        RETRY_STORM(Severity.WARNING, "wait longer after each try, with some jitter, and stop after a few"),
        LEFT_WITHOUT_CANCEL(
                Severity.WARNING,
                "send POST /cancel when giving up; that a closed connection is noticed is only a SHOULD (M0-W-1611)"),
        CANCELLED_UNKNOWN_JOB(Severity.ERROR, "cancel with the job_id that was sent to /execute of this worker"),
        LINGERED_AFTER_TERMINAL(
                Severity.WARNING, "close the connection after end or error; nothing can follow (M0-W-1311)"),
        SAT_THROUGH_SILENCE(Severity.WARNING, "give the stream an idle timeout, and treat it as a dead worker");

        private final Severity severity;
        private final String advice;

        Kind(Severity severity, String advice) {
            this.severity = severity;
            this.advice = advice;
        }

        /** Returns how bad it is. */
        public Severity severity() {
            return severity;
        }

        /** Returns what the client had better do. */
        public String advice() {
            return advice;
        }
    }

    /** Copies the list. */
    public ClientFinding {
        jobIds = List.copyOf(jobIds);
    }

    @Override
    public String toString() {
        return kind.severity() + " " + kind + " of " + String.join(", ", jobIds) + ": " + message + "\n  "
                + kind.advice();
    }
}
