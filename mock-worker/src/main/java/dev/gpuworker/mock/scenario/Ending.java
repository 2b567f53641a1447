package dev.gpuworker.mock.scenario;

import org.jspecify.annotations.Nullable;

/**
 * A step that ends the response, after exactly the bytes of the steps before have been sent. A script without one ends
 * as with {@link Eof}.
 */
public sealed interface Ending extends Step {
    /** Calls the visitor's method for this verb and returns what that returns. */
    <R extends @Nullable Object> R accept(Ending.Visitor<R> visitor);

    @Override
    default <R extends @Nullable Object> R accept(Step.Visitor<R> visitor) {
        return visitor.ending(this);
    }

    /**
     * Treats each verb of this kind.
     *
     * @param <R> what a treatment returns
     */
    interface Visitor<R extends @Nullable Object> {
        /** Treats {@code eof}. */
        R eof(Eof eof);

        /** Treats {@code cut}. */
        R cut(Cut cut);

        /** Treats {@code reset}. */
        R reset(Reset reset);

        /** Treats {@code exit}. */
        R exit(Exit exit);
    }

    /** Returns whether the response ends as HTTP has it, with its last chunk. */
    default boolean isComplete() {
        return false;
    }

    /** The end of the response as HTTP has it: the last chunk, then the connection closes. */
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
     * The connection ends in the middle of the response: no last chunk.
     *
     * @param kind how the connection ends
     */
    record Cut(Kind kind) implements Ending {
        /** What is closed. */
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

    /** The connection is reset (RST). */
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
     * The worker's process ends at once, without any goodbye. In process: its port and all its streams die.
     *
     * @param code exit code of the process, 0 to 255
     */
    record Exit(int code) implements Ending {
        /** Refuses codes that no process can have. */
        public Exit {
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
