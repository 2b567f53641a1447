package dev.gpuworker.mock.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step that ends the response once exactly the bytes of the earlier steps have been sent. A script without an ending
 * ends like {@link Eof}.
 */
public sealed interface Ending extends Step {
    /** Calls the visitor's method for this verb and returns what that returns. */
    <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor);

    @Override
    default <R extends @Nullable Object> R accept(Step.Visitor<R> visitor) {
        return visitor.ending(this);
    }

    /**
     * Handles each verb of this kind.
     *
     * @param <R> result of the visitor's methods
     */
    interface Visitor<R extends @Nullable Object> {
        /** Handles {@code eof}. */
        R eof(Eof eof);

        /** Handles {@code cut}. */
        R cut(Cut cut);

        /** Handles {@code reset}. */
        R reset(Reset reset);

        /** Handles {@code exit}. */
        R exit(Exit exit);
    }

    /** Returns whether the response ends as HTTP requires, with its last chunk. */
    default boolean isComplete() {
        return false;
    }

    /** Ends the response as HTTP requires: the last chunk, then the connection closes. */
    record Eof() implements Ending {
        @Override
        public boolean isComplete() {
            return true;
        }

        @Override
        public Verb verb() {
            return Verb.EOF;
        }

        @Override
        public <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor) {
            return visitor.eof(this);
        }
    }

    /**
     * Closes the connection in the middle of the response, without the last chunk.
     *
     * @param kind how the connection ends
     */
    record Cut(Kind kind) implements Ending {
        /** The directions that are closed. */
        public enum Kind {
            /** Both directions: FIN, then the socket is closed. */
            CLOSE,
            /** Our direction only: FIN, and the socket stays open for the client's bytes until it closes. */
            HALF_CLOSE
        }

        @Override
        public Verb verb() {
            return Verb.CUT;
        }

        @Override
        public <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor) {
            return visitor.cut(this);
        }
    }

    /** Resets the connection (RST). */
    record Reset() implements Ending {
        @Override
        public Verb verb() {
            return Verb.RESET;
        }

        @Override
        public <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor) {
            return visitor.reset(this);
        }
    }

    /**
     * Ends the worker's process at once, without a goodbye. For a worker inside a JVM, its port and all its streams
     * die. With {@code backAfter}, a worker takes its place after that time, as one that a supervisor restarts does:
     * the process stays, and the port refuses connections meanwhile.
     *
     * @param code exit code of the process, 0 to 255
     * @param backAfter time until the port answers again, above 0; null: never
     */
    record Exit(int code, @Nullable Duration backAfter) implements Ending {
        /** Exits for good. */
        public Exit(int code) {
            this(code, null);
        }

        /** Rejects codes that no process can have, and times out of range. */
        public Exit {
            if (backAfter != null
                    && (backAfter.isNegative() || backAfter.isZero() || backAfter.compareTo(Pacing.MAX) > 0)) {
                throw new IllegalArgumentException("back-after must be above 0 and at most 24h, but was " + backAfter);
            }
            if (code < 0 || code > 255) {
                throw new IllegalArgumentException("an exit code must be within 0 to 255, but was " + code);
            }
        }

        @Override
        public Verb verb() {
            return Verb.EXIT;
        }

        @Override
        public <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor) {
            return visitor.exit(this);
        }
    }
}
