package dev.gpuworker.mock.cli;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads command lines that need no library: flags, each once and with its value. The library that reads all others
 * would load about 170 classes, which no start-up cache of Java 17 can hold: a sixth of the start time.
 */
final class PlainFlags {
    private PlainFlags() {}

    /** Returns the flags; empty if the command line is not plain, whether right or wrong. */
    static Optional<Map<Flag, String>> of(String... args) {
        Map<Flag, String> values = new EnumMap<>(Flag.class);
        for (int at = 0; at < args.length; at++) {
            String arg = args[at];
            int equals = arg.indexOf('=');
            Flag flag = plain(equals < 0 ? arg : arg.substring(0, equals));
            if (flag == null || (equals < 0 && ++at == args.length)) {
                return Optional.empty();
            }
            String value = equals < 0 ? args[at] : arg.substring(equals + 1);
            if (!isPlain(value) || values.put(flag, value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static @Nullable Flag plain(String name) {
        for (Flag flag : Flag.values()) {
            if (!flag.isYesOrNo() && flag.flag().equals(name)) {
                return flag;
            }
        }
        return null;
    }

    /** Other values may mean something to the library. */
    private static boolean isPlain(String value) {
        return !value.isEmpty() && (Character.isLetterOrDigit(value.charAt(0)) || "/.".indexOf(value.charAt(0)) >= 0);
    }
}
