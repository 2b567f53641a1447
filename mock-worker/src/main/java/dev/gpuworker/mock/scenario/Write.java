package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step that sends bytes. Absent (null) fields are filled from the job when the step is played; a given value is sent
 * unchanged, even if it is wrong ({@code violates} must declare that).
 */
public sealed interface Write extends Step {
    /** Returns how the bytes of this step's frames are cut and written. */
    WirePlan wire();

    /** Calls the visitor's method for this verb and returns what that returns. */
    <R extends @Nullable Object> R accept(Write.Visitor<R> visitor);

    @Override
    default <R extends @Nullable Object> R accept(Step.Visitor<R> visitor) {
        return visitor.write(this);
    }

    /**
     * Handles each verb of this kind.
     *
     * @param <R> result of the visitor's methods
     */
    interface Visitor<R extends @Nullable Object> {
        /** Handles {@code started}. */
        R started(Started started);

        /** Handles {@code token}. */
        R token(Token token);

        /** Handles {@code tokens}. */
        R tokens(Tokens tokens);

        /** Handles {@code metrics}. */
        R metrics(Metrics metrics);

        /** Handles {@code end}. */
        R end(End end);

        /** Handles {@code error}. */
        R failure(Failure failure);

        /** Handles {@code comment}. */
        R comment(Comment comment);

        /** Handles {@code raw}. */
        R raw(Raw raw);
    }

    /**
     * The {@code started} event.
     *
     * @param jobId default: the request's id
     * @param model default: the worker's model
     * @param startedAt default: the instant at which the job started
     * @param seed default: sent only if the worker chose it (D-10)
     * @param wire how its bytes are written
     */
    record Started(
            @Nullable String jobId,
            @Nullable String model,
            @Nullable Instant startedAt,
            @Nullable Seed seed,
            WirePlan wire)
            implements Write {
        /** The event with every field filled from the job. */
        public static final Started FROM_JOB = new Started(null, null, null, null, WirePlan.NONE);

        @Override
        public Verb verb() {
            return Verb.STARTED;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.started(this);
        }

        /** Returns a copy with this job's id. */
        public Started jobId(String id) {
            return new Started(id, model, startedAt, seed, wire);
        }

        /** Returns a copy with this model's name. */
        public Started model(String name) {
            return new Started(jobId, name, startedAt, seed, wire);
        }

        /** Returns a copy with this instant. */
        public Started startedAt(Instant instant) {
            return new Started(jobId, model, instant, seed, wire);
        }

        /** Returns a copy with this seed. */
        public Started seed(Seed chosen) {
            return new Started(jobId, model, startedAt, chosen, wire);
        }

        /** Returns a copy written by this plan. */
        public Started wire(WirePlan plan) {
            return new Started(jobId, model, startedAt, seed, plan);
        }
    }

    /**
     * One {@code token} event.
     *
     * @param t its text
     * @param i its index; default: the number of token events that this job has sent so far
     * @param wire how its bytes are written
     */
    record Token(String t, @Nullable Integer i, WirePlan wire) implements Write {
        /** Returns a token with the next index. */
        public static Token of(String t) {
            return new Token(t, null, WirePlan.NONE);
        }

        @Override
        public Verb verb() {
            return Verb.TOKEN;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.token(this);
        }

        /** Returns a copy with this index. */
        public Token i(int index) {
            return new Token(t, index, wire);
        }

        /** Returns a copy written by this plan. */
        public Token wire(WirePlan plan) {
            return new Token(t, i, plan);
        }
    }

    /**
     * Several {@code token} events, with the next indices.
     *
     * @param source their texts
     * @param first wait before the first of them; default: {@code every}
     * @param every wait before each of the others (and before the first, without {@code first}); default: none
     * @param wire how the bytes of each frame are written
     */
    record Tokens(
            TokenSource source,
            @Nullable Pacing first,
            @Nullable Pacing every,
            WirePlan wire) implements Write {
        /** Returns the tokens of this source, without any wait. */
        public static Tokens of(TokenSource source) {
            return new Tokens(source, null, null, WirePlan.NONE);
        }

        /** Returns the tokens whose texts join to this text. */
        public static Tokens text(String text) {
            return of(new TokenSource.Text(text));
        }

        /** Returns this many numbered tokens. */
        public static Tokens count(int count) {
            return of(new TokenSource.Count(count));
        }

        /** Returns at most this many generated tokens. */
        public static Tokens generate(int max) {
            return of(new TokenSource.Generate(max));
        }

        @Override
        public Verb verb() {
            return Verb.TOKENS;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.tokens(this);
        }

        /** Returns the wait before the token at this position within this step. */
        public Pacing before(int position) {
            Pacing chosen = position == 0 && first != null ? first : every;
            return chosen == null ? Pacing.NONE : chosen;
        }

        /** Returns a copy with this wait before the first token. */
        public Tokens first(Pacing wait) {
            return new Tokens(source, wait, every, wire);
        }

        /** Returns a copy with this wait before each token. */
        public Tokens every(Pacing wait) {
            return new Tokens(source, first, wait, wire);
        }

        /** Returns a copy in which this plan writes each frame. */
        public Tokens wire(WirePlan plan) {
            return new Tokens(source, first, every, plan);
        }
    }

    /**
     * A {@code metrics} event.
     *
     * @param tokensPerSec default: measured
     * @param vramBytes default: the VRAM ledger's bytes in use
     * @param wire how its bytes are written
     */
    record Metrics(@Nullable Double tokensPerSec, @Nullable Long vramBytes, WirePlan wire) implements Write {
        /** The event with every field filled from the job. */
        public static final Metrics FROM_JOB = new Metrics(null, null, WirePlan.NONE);

        @Override
        public Verb verb() {
            return Verb.METRICS;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.metrics(this);
        }

        /** Returns a copy with this rate. */
        public Metrics tokensPerSec(double rate) {
            return new Metrics(rate, vramBytes, wire);
        }

        /** Returns a copy with this number of bytes. */
        public Metrics vramBytes(long bytes) {
            return new Metrics(tokensPerSec, bytes, wire);
        }

        /** Returns a copy written by this plan. */
        public Metrics wire(WirePlan plan) {
            return new Metrics(tokensPerSec, vramBytes, plan);
        }
    }

    /**
     * The terminal {@code end} event.
     *
     * @param tokensOut default: the number of token events that the job has sent
     * @param decodeTimeMs default: measured from {@code started}
     * @param stopReason default: {@code STOP_SEQUENCE} with {@code stopSequenceMatched} or if generation met one,
     *     {@code MAX_TOKENS} if the job sent as many tokens as it may, otherwise {@code EOS}
     * @param stopSequenceMatched default: the stop sequence that generation met
     * @param wire how its bytes are written
     */
    record End(
            @Nullable Integer tokensOut,
            @Nullable Long decodeTimeMs,
            @Nullable StopReason stopReason,
            @Nullable String stopSequenceMatched,
            WirePlan wire)
            implements Write {
        /** The event with every field filled from the job. */
        public static final End FROM_JOB = new End(null, null, null, null, WirePlan.NONE);

        @Override
        public Verb verb() {
            return Verb.END;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.end(this);
        }

        /** Returns a copy that claims this number of tokens. */
        public End tokensOut(int tokens) {
            return new End(tokens, decodeTimeMs, stopReason, stopSequenceMatched, wire);
        }

        /** Returns a copy that claims this many milliseconds. */
        public End decodeTimeMs(long millis) {
            return new End(tokensOut, millis, stopReason, stopSequenceMatched, wire);
        }

        /** Returns a copy with this reason. */
        public End stopReason(StopReason reason) {
            return new End(tokensOut, decodeTimeMs, reason, stopSequenceMatched, wire);
        }

        /** Returns a copy with this stop sequence. */
        public End stopSequenceMatched(String sequence) {
            return new End(tokensOut, decodeTimeMs, stopReason, sequence, wire);
        }

        /** Returns a copy written by this plan. */
        public End wire(WirePlan plan) {
            return new End(tokensOut, decodeTimeMs, stopReason, stopSequenceMatched, plan);
        }
    }

    /**
     * The terminal {@code error} event.
     *
     * @param code the word as sent
     * @param message default: a sentence that names the code
     * @param retriable default: the code's own; true for an unknown code
     * @param wire how its bytes are written
     */
    record Failure(
            String code, @Nullable String message, @Nullable Boolean retriable, WirePlan wire) implements Write {
        /** Returns an error with the code's own message and {@code retriable}. */
        public static Failure of(String code) {
            return new Failure(code, null, null, WirePlan.NONE);
        }

        @Override
        public Verb verb() {
            return Verb.ERROR;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.failure(this);
        }

        /** Returns a copy with this message. */
        public Failure message(String text) {
            return new Failure(code, text, retriable, wire);
        }

        /** Returns a copy with this flag. */
        public Failure retriable(boolean value) {
            return new Failure(code, message, value, wire);
        }

        /** Returns a copy written by this plan. */
        public Failure wire(WirePlan plan) {
            return new Failure(code, message, retriable, plan);
        }
    }

    /**
     * An SSE comment line and the blank line after it, which a client ignores.
     *
     * @param text text after the colon, of any length, without line ends
     * @param wire how its bytes are written
     */
    record Comment(String text, WirePlan wire) implements Write {
        /** Rejects line ends, which would end the comment. */
        public Comment {
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
                throw new IllegalArgumentException("a comment is one line; use raw for anything else");
            }
        }

        /** Returns a comment of this text. */
        public static Comment of(String text) {
            return new Comment(text, WirePlan.NONE);
        }

        @Override
        public Verb verb() {
            return Verb.COMMENT;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.comment(this);
        }

        /** Returns a copy written by this plan. */
        public Comment wire(WirePlan plan) {
            return new Comment(text, plan);
        }
    }

    /**
     * Any bytes, sent unchanged: {@code newline} of the plan does not affect them.
     *
     * @param bytes at least one
     * @param wire how they are written
     */
    record Raw(RawBytes bytes, WirePlan wire) implements Write {
        /** Rejects an empty byte sequence. */
        public Raw {
            if (bytes.length() == 0) {
                throw new IllegalArgumentException("raw needs at least one byte");
            }
        }

        /** Returns the UTF-8 bytes of this text. */
        public static Raw text(String text) {
            return new Raw(RawBytes.utf8(text), WirePlan.NONE);
        }

        @Override
        public Verb verb() {
            return Verb.RAW;
        }

        @Override
        public <R extends @Nullable Object> R accept(Write.Visitor<R> visitor) {
            return visitor.raw(this);
        }

        /** Returns a copy written by this plan. */
        public Raw wire(WirePlan plan) {
            return new Raw(bytes, plan);
        }
    }
}
