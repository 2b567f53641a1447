package dev.gpuworker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Searches a module's sources for names of event fields that are typed as literals. */
public final class TypedNames {
    /** Those that only an event has; others, such as {@code job_id}, also stand in requests and logs. No comments. */
    private static final Pattern LITERAL = Pattern.compile(
            "^(?!\\s*/?[*/]).*\"(tokens_per_sec|decode_time_ms|stop_reason|stop_sequence_matched)\"",
            Pattern.MULTILINE);

    private static final Path MAIN = Path.of("src", "main", "java");

    private TypedNames() {}

    /** Returns the sources of this module, by file name, that type the name of an event field themselves. */
    public static List<String> filesThatTypeThem() {
        return files(text -> LITERAL.matcher(text).find());
    }

    /** Returns the sources of this module, by file name, that name this class. */
    public static List<String> filesThatUse(Class<?> names) {
        Pattern word = Pattern.compile("\\b" + names.getSimpleName() + "\\b");
        return files(text -> word.matcher(text).find());
    }

    private static List<String> files(Predicate<String> found) {
        try (Stream<Path> files = Files.walk(MAIN)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> found.test(read(file)))
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
