package dev.gpuworker.wire;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One decoded event of a job's stream (M0-W-1310 to 1312). The order on the wire is {@code Started (Token | Metrics)*
 * (End | Failed)}.
 */
public sealed interface InferenceEvent {
    /**
     * Returns the word of the SSE {@code event:} line: {@code started}, {@code token}, {@code metrics}, {@code end} or
     * {@code error}.
     */
    String type();

    /** Returns whether this is {@code end} or {@code error}; nothing may follow either. */
    default boolean isTerminal() {
        return false;
    }

    /** Calls the visitor's method for this kind of event and returns what that returns. */
    <R> R accept(Visitor<R> visitor);

    /**
     * What to do with each kind of event; a new kind does not compile until every visitor knows it.
     *
     * @param <R> what comes of it
     */
    interface Visitor<R> {
        R started(Started event);

        R token(Token event);

        R metrics(Metrics event);

        R end(End event);

        R failed(Failed event);
    }

    /**
     * The job has begun.
     *
     * @param jobId the request's own id
     * @param model name of the model that answers, not empty
     * @param startedAt instant in UTC
     * @param seed the seed, present if the worker chose it (D-10)
     */
    record Started(
            String jobId,
            String model,
            Instant startedAt,
            @Nullable Seed seed) implements InferenceEvent {
        @Override
        public String type() {
            return SentNames.STARTED;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.started(this);
        }
    }

    /**
     * One generated token.
     *
     * @param t its text: whole characters, no U+FFFD (M0-W-1824)
     * @param i its index, from 0 without a gap
     */
    record Token(String t, int i) implements InferenceEvent {
        @Override
        public String type() {
            return SentNames.TOKEN;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.token(this);
        }
    }

    /**
     * Measurements of the running worker; optional on the wire.
     *
     * @param tokensPerSec tokens a second since the first token
     * @param vramBytes bytes of device memory in use
     */
    record Metrics(double tokensPerSec, long vramBytes) implements InferenceEvent {
        @Override
        public String type() {
            return SentNames.METRICS;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.metrics(this);
        }
    }

    /**
     * Generation ended well.
     *
     * @param tokensOut number of {@code token} events sent
     * @param decodeTimeMs the worker's own milliseconds from {@code started} to here (D-19)
     * @param stopReason why it stopped; absent if the worker does not say
     * @param stopSequenceMatched the stop sequence, only with {@link StopReason#STOP_SEQUENCE}
     */
    record End(
            int tokensOut,
            long decodeTimeMs,
            @Nullable StopReason stopReason,
            @Nullable String stopSequenceMatched) implements InferenceEvent {
        @Override
        public String type() {
            return SentNames.END;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.end(this);
        }

        @Override
        public boolean isTerminal() {
            return true;
        }
    }

    /**
     * Generation failed; {@code error} on the wire.
     *
     * @param code the word as sent; a broken worker may send one that {@link ErrorCode} does not know
     * @param message for people, not empty
     * @param retriable whether the job may be sent again
     */
    record Failed(String code, String message, boolean retriable) implements InferenceEvent {
        /** Returns a failure with the code's own {@code retriable}. */
        public static Failed of(ErrorCode code, String message) {
            return new Failed(code.name(), message, code.retriable());
        }

        /** Returns the code if the contract knows it. */
        public Optional<ErrorCode> knownCode() {
            return ErrorCode.of(code);
        }

        @Override
        public String type() {
            return SentNames.ERROR;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.failed(this);
        }

        @Override
        public boolean isTerminal() {
            return true;
        }
    }
}
