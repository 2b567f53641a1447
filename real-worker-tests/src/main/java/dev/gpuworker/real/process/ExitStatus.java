package dev.gpuworker.real.process;

/** How a process ended. */
public sealed interface ExitStatus {
    /** Returns the rest of a sentence that begins "the worker", such as "exited with code 1". */
    String describe();

    /**
     * Interprets an exit value as the JDK and every shell give it. Values from 129 to 192 count as signals, because a
     * process that exits with such a code looks exactly like one that was killed.
     */
    static ExitStatus of(int exitValue) {
        return exitValue > 128 && exitValue <= 192 ? new Killed(exitValue - 128) : new Exited(exitValue);
    }

    /**
     * It ended by itself.
     *
     * @param code exit code, 0 for success
     */
    record Exited(int code) implements ExitStatus {
        @Override
        public String describe() {
            return "exited with code " + code;
        }
    }

    /**
     * A signal ended it.
     *
     * @param signal number of the signal, 9 for SIGKILL
     */
    record Killed(int signal) implements ExitStatus {
        @Override
        public String describe() {
            return "was killed by signal " + signal + name();
        }

        private String name() {
            return switch (signal) {
                case 1 -> " (SIGHUP)";
                case 2 -> " (SIGINT)";
                case 4 -> " (SIGILL)";
                case 6 -> " (SIGABRT)";
                case 7 -> " (SIGBUS)";
                case 8 -> " (SIGFPE)";
                case 9 -> " (SIGKILL)";
                case 11 -> " (SIGSEGV)";
                case 13 -> " (SIGPIPE)";
                case 15 -> " (SIGTERM)";
                default -> "";
            };
        }
    }
}
