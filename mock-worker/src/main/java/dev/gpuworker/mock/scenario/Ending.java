package dev.gpuworker.mock.scenario;

/**
 * A step that ends the response, after exactly the bytes of the steps before have been sent. A script without one ends
 * as with {@link Eof}.
 */
public sealed interface Ending extends Step {
    /** The end of the response as HTTP has it: the last chunk, then the connection closes. */
    record Eof() implements Ending {
        @Override
        public String verb() {
            return "eof";
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
        public String verb() {
            return "cut";
        }
    }

    /** The connection is reset (RST). */
    record Reset() implements Ending {
        @Override
        public String verb() {
            return "reset";
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
        public String verb() {
            return "exit";
        }
    }
}
