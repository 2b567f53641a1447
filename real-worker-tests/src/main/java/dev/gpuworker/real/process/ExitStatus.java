package dev.gpuworker.real.process;

/** How a process ended. */
public sealed interface ExitStatus {
    /** Returns the sentence's end after "the worker", as "exited with code 1". */
    String describe();

    /**
     * Reads an exit value as the JDK and every shell give it. From 129 to 192 it is read as a signal: a process that
     * exits with such a code of its own cannot be told from one that was killed.
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
