package dev.gpuworker.mock.cli;

import dev.gpuworker.io.FilePath;
import dev.gpuworker.io.HttpAddress;
import dev.gpuworker.mock.scenario.ByteSize;
import dev.gpuworker.wire.Seed;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the values of flags, and collects all that are wrong. */
final class ValueReader {
    private static final Pattern SPEED = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)x?");

    private final GivenValues given;
    private final List<String> problems = new ArrayList<>();

    ValueReader(GivenValues given) {
        this.given = given;
    }

    /** Throws an exception that lists all wrong values, if there were any. */
    void throwProblems() throws UsageException {
        if (!problems.isEmpty()) {
            throw new UsageException(problems);
        }
    }

    void problem(String text) {
        problems.add(text);
    }

    Optional<String> text(Flag flag) {
        return read(flag, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must not be empty");
            }
            return text;
        });
    }

    /** Reads a whole number within the flag's bounds. */
    Optional<Integer> integer(Flag flag) {
        return integer(flag, flag.least(), flag.greatest());
    }

    private Optional<Integer> integer(Flag flag, int least, int greatest) {
        return read(flag, text -> {
            String expected = "must be a whole number from " + least + " to " + greatest;
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= greatest) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(expected, e);
            }
            throw new IllegalArgumentException(expected);
        });
    }

    /** Passes each comma-separated value to a consumer, which throws with its expectation. */
    void each(Flag flag, Consumer<String> taker) {
        read(flag, text -> {
            for (String value : text.split(",", -1)) {
                taker.accept(value.strip());
            }
            return text;
        });
    }

    /** Reads a port: 0 for a free one, or one that needs no privileges (M0-W-1100). */
    Optional<Integer> port(Flag flag) {
        return integer(flag, 0, 65_535).filter(port -> {
            boolean allowed = port == 0 || port >= 1024;
            if (!allowed) {
                problems.add(complaint(flag, String.valueOf(port), "must be 0 for a free port, or 1024 to 65535"));
            }
            return allowed;
        });
    }

    /** Passes a secret to a consumer, which throws with its expectation; no message repeats the secret. */
    Optional<String> secret(Flag flag, Consumer<String> taker) {
        return given.get(flag).flatMap(value -> {
            try {
                taker.accept(value.text());
                return Optional.of(value.text());
            } catch (IllegalArgumentException e) {
                problems.add(value.origin() + ' ' + e.getMessage());
                return Optional.empty();
            }
        });
    }

    <T> Optional<T> choice(Flag flag, Map<String, T> choices) {
        return read(flag, text -> {
            T choice = choices.get(text);
            if (choice == null) {
                throw new IllegalArgumentException("must be " + String.join(" or ", new TreeSet<>(choices.keySet())));
            }
            return choice;
        });
    }

    boolean yes(Flag flag) {
        return choice(flag, Map.of("true", true, "false", false)).orElse(false);
    }

    Optional<Long> size(Flag flag) {
        return read(flag, text -> ByteSize.parse(text).bytes());
    }

    Optional<Seed> seed(Flag flag) {
        return read(flag, text -> {
            try {
                return Seed.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("must be a whole number from 0 to " + Seed.MAX, e);
            }
        });
    }

    Optional<Double> speed(Flag flag) {
        return read(flag, text -> {
            Matcher matcher = SPEED.matcher(text);
            double factor = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
            if (factor <= 0) {
                throw new IllegalArgumentException("must be a factor above 0, such as 20x or 0.5x");
            }
            return factor;
        });
    }

    Optional<URI> url(Flag flag) {
        return read(flag, text -> {
            HttpAddress.parse(text);
            return URI.create(text);
        });
    }

    Optional<Path> path(Flag flag) {
        return read(flag, text -> {
            if (text.isBlank()) {
                throw new IllegalArgumentException("must not be empty");
            }
            try {
                return FilePath.of(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException('"' + text + "\" " + e.getMessage(), e);
            }
        });
    }

    private <T> Optional<T> read(Flag flag, Function<String, T> reading) {
        return given.get(flag).flatMap(value -> {
            try {
                return Optional.of(reading.apply(value.text()));
            } catch (IllegalArgumentException e) {
                problems.add(complaint(flag, value.text(), String.valueOf(e.getMessage())));
                return Optional.empty();
            }
        });
    }

    private String complaint(Flag flag, String text, String expected) {
        String origin = given.get(flag).map(GivenValues.Given::origin).orElse(flag.flag());
        String quoted = '"' + text + '"';
        return origin + " " + expected + (expected.contains(quoted) ? "" : ", but was " + quoted);
    }
}
