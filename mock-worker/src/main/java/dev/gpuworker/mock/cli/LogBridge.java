package dev.gpuworker.mock.cli;

import dev.gpuworker.io.LineRate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Passes the log lines of libraries, mainly the web server, to the log of the process. */
final class LogBridge {
    /** SLF4J creates its provider itself, so the two can only be connected through a static field. */
    private static final AtomicReference<@Nullable EventLog> TARGET = new AtomicReference<>();

    /** A library reports a problem in one line; a peer causes any flood of lines. */
    private static final int LINES_PER_SECOND = 10;

    private static final LineRate RATE = new LineRate(LINES_PER_SECOND, System::nanoTime);

    private LogBridge() {}

    /** Makes this the log of the process, unless the user chose another. Must run before anything logs. */
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
        OptionalLong suppressed = log == null ? OptionalLong.empty() : RATE.allow();
        if (log != null && suppressed.isPresent()) {
            Map<String, Object> told = new LinkedHashMap<>(fields);
            if (suppressed.getAsLong() > 0) {
                told.put("lines_suppressed_before", suppressed.getAsLong());
            }
            log.log(level, "log", told);
        }
    }
}
