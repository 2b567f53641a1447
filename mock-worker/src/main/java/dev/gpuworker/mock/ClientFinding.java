package dev.gpuworker.mock;

import java.util.List;

/**
 * A costly or forbidden thing that a client did. Immutable.
 *
 * @param kind kind of the finding
 * @param message what the journal shows, with numbers
 * @param jobIds ids of the jobs concerned, in order of occurrence; never empty
 */
public record ClientFinding(Kind kind, String message, List<String> jobIds) {
    /** How serious a finding is. */
    public enum Severity {
        /** The client broke the contract or ignored what the worker's answer asked for. */
        ERROR,
        /** The behaviour is allowed, but wastes device time or the client's own time. */
        WARNING
    }

    /** The kinds of findings that a journal can show. */
    public enum Kind {
        RETRY_AFTER_IGNORED(
                Severity.ERROR, "wait as long as Retry-After says before sending the same job to this worker again"),
        RETRIED_NON_RETRIABLE(
                Severity.ERROR, "report an error whose retriable is false; sending the same job again cannot help"),
        RETRIED_AFTER_TOKENS(
                Severity.WARNING,
                "delivered tokens are generated a second time; keep them, or inform the user, before retrying"),
        RETRY_STORM(Severity.WARNING, "back off exponentially with jitter, and stop after a few tries"),
        LEFT_WITHOUT_CANCEL(
                Severity.WARNING,
                "send POST /cancel when giving up; a worker only SHOULD notice a closed connection (M0-W-1611)"),
        CANCELLED_UNKNOWN_JOB(Severity.ERROR, "cancel with the job_id that was sent to this worker's /execute"),
        LINGERED_AFTER_TERMINAL(
                Severity.WARNING, "close the connection after end or error; nothing can follow (M0-W-1311)"),
        SAT_THROUGH_SILENCE(
                Severity.WARNING, "give the stream an idle timeout, and treat an expired one as a dead worker");

        private final Severity severity;
        private final String advice;

        Kind(Severity severity, String advice) {
            this.severity = severity;
            this.advice = advice;
        }

        /** Returns how serious it is. */
        public Severity severity() {
            return severity;
        }

        /** Returns what the client should do instead. */
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
