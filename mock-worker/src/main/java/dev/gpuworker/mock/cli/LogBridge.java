package dev.gpuworker.mock.cli;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Where the log of libraries, the web server above all, meets the log of the process. */
final class LogBridge {
    /** SLF4J creates its provider itself, so the two can only meet in a static place. */
    private static final AtomicReference<@Nullable EventLog> TARGET = new AtomicReference<>();

    private LogBridge() {}

    /** Makes this the log of the process, unless someone chose another. Must run before anything logs. */
    static void install() {
        if (System.getProperty("slf4j.provider") == null) {
            System.setProperty("slf4j.provider", JsonLogProvider.class.getName());
            System.setProperty("slf4j.internal.verbosity", "ERROR");
        }
    }

    /** Sends what libraries log to this log from now on. */
    static void connect(EventLog log) {
        TARGET.set(log);
    }

    static void log(LogLevel level, Map<String, ?> fields) {
        EventLog log = TARGET.get();
        if (log != null) {
            log.log(level, "log", fields);
        }
    }
}
