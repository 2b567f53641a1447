package dev.gpuworker.mock.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Sends warnings and errors from libraries, but no lower levels, to the log of the process, without stack traces. */
final class JsonLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1L;

    JsonLogger(String loggerName) {
        this.name = loggerName;
    }

    @Override
    public boolean isTraceEnabled() {
        return false;
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public boolean isInfoEnabled() {
        return false;
    }

    @Override
    public boolean isWarnEnabled() {
        return true;
    }

    @Override
    public boolean isErrorEnabled() {
        return true;
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            String pattern,
            @Nullable Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("logger", name);
        fields.put("message", String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments)));
        if (thrown != null) {
            fields.put("cause", thrown.toString());
        }
        LogBridge.log(level == Level.ERROR ? LogLevel.ERROR : LogLevel.WARN, fields);
    }
}
