package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.scenario.ByteSize;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.Suggestion;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads single values; each method returns empty after adding a problem. Not thread-safe. */
final class Values {
    /**
     * Octal, hexadecimal and underscores of YAML 1.1 are not numbers here: other readers interpret them differently.
     */
    private static final Pattern PLAIN_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,39})(?:\\.[0-9]{1,40})?(?:[eE][-+]?[0-9]{1,3})?");

    private final Problems problems;

    Values(Problems problems) {
        this.problems = problems;
    }

    Optional<String> text(Node node) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.TEXT)) {
            return wholeCharacters(scalar);
        }
        String hint = node instanceof Scalar scalar && !scalar.is(Scalar.Type.NOTHING)
                ? "write it in quotes: \"" + scalar.text() + "\""
                : "";
        problems.add(node.at(), "expected text, but this is " + node.kind(), hint);
        return Optional.empty();
    }

    private Optional<String> wholeCharacters(Scalar scalar) {
        boolean lone = scalar.text().codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        if (lone) {
            problems.add(
                    scalar.at(), "half a character (a lone surrogate); UTF-8 has no bytes for it", "use raw: {hex: …}");
            return Optional.empty();
        }
        return Optional.of(scalar.text());
    }

    Optional<Integer> integer(Node node, int min, int max) {
        return bigInteger(node, BigInteger.valueOf(min), BigInteger.valueOf(max))
                .map(BigInteger::intValue);
    }

    Optional<Long> longInteger(Node node, long min, long max) {
        return bigInteger(node, BigInteger.valueOf(min), BigInteger.valueOf(max))
                .map(BigInteger::longValue);
    }

    Optional<BigInteger> bigInteger(Node node, BigInteger min, BigInteger max) {
        String range = "a whole number within " + min + " and " + max;
        if (!(node instanceof Scalar scalar && scalar.is(Scalar.Type.INTEGER))) {
            problems.add(node.at(), "expected " + range + ", but this is " + shown(node));
            return Optional.empty();
        }
        // Octal, hexadecimal and underscores of YAML 1.1 are not numbers here: other readers interpret them
        // differently.
        boolean plain = scalar.text().matches("-?(0|[1-9][0-9]{0,40})");
        BigInteger value = plain ? new BigInteger(scalar.text()) : null;
        if (value == null || value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            problems.add(node.at(), "expected " + range + ", but this is " + Shown.line(scalar.text()));
            return Optional.empty();
        }
        return Optional.of(value);
    }

    /** Returns whether every number in the node is written so that all readers agree on it. */
    boolean plainNumbers(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.entries().stream()
                    .map(entry -> plainNumbers(entry.value()))
                    .reduce(true, Boolean::logicalAnd);
        }
        if (node instanceof Node.Sequence list) {
            return list.items().stream().map(this::plainNumbers).reduce(true, Boolean::logicalAnd);
        }
        Scalar scalar = (Scalar) node;
        boolean number = scalar.is(Scalar.Type.INTEGER) || scalar.is(Scalar.Type.DECIMAL);
        if (number && !PLAIN_NUMBER.matcher(scalar.text()).matches()) {
            problems.add(
                    node.at(),
                    shown(node) + " is not a number in plain decimal digits",
                    "write it without leading zeros and underscores, or in quotes if it is a text");
            return false;
        }
        return true;
    }

    Optional<Double> number(Node node) {
        boolean number = node instanceof Scalar scalar
                && (scalar.is(Scalar.Type.INTEGER) || scalar.is(Scalar.Type.DECIMAL))
                && PLAIN_NUMBER.matcher(scalar.text()).matches();
        if (!number) {
            problems.add(node.at(), "expected a number, but this is " + shown(node));
            return Optional.empty();
        }
        double value = new BigDecimal(((Scalar) node).text()).doubleValue();
        if (!Double.isFinite(value)) {
            problems.add(node.at(), "the number is too large");
            return Optional.empty();
        }
        return Optional.of(value);
    }

    Optional<Boolean> bool(Node node) {
        if (node instanceof Scalar scalar && scalar.is(Scalar.Type.BOOLEAN)) {
            return Optional.of(scalar.text().toLowerCase(Locale.ROOT).matches("true|yes|on"));
        }
        problems.add(node.at(), "expected true or false, but this is " + shown(node));
        return Optional.empty();
    }

    Optional<Duration> duration(Node node) {
        if (!(node instanceof Scalar scalar) || scalar.is(Scalar.Type.NOTHING)) {
            problems.add(node.at(), "expected a duration such as 5ms, but this is " + shown(node));
            return Optional.empty();
        }
        return built(node, () -> {
            Duration duration = DurationText.parse(scalar.text());
            if (duration.compareTo(Pacing.MAX) > 0) {
                throw new IllegalArgumentException("\"" + scalar.text() + "\" is longer than 24h");
            }
            return duration;
        });
    }

    Optional<ByteSize> size(Node node) {
        if (!(node instanceof Scalar scalar) || scalar.is(Scalar.Type.NOTHING)) {
            problems.add(node.at(), "expected a size such as 24GiB, but this is " + shown(node));
            return Optional.empty();
        }
        return built(node, () -> ByteSize.parse(scalar.text()));
    }

    <E extends Enum<E>> Optional<E> word(Node node, E[] values) {
        return word(node, values, value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    /** Returns the constant with this name. */
    <E extends Enum<E>> Optional<E> word(Node node, E[] values, Function<E, String> name) {
        List<String> allowed = Stream.of(values).map(name).toList();
        String word = node instanceof Scalar scalar ? scalar.text() : "";
        Optional<E> found = Stream.of(values)
                .filter(value -> name.apply(value).equals(word))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(node.at(), "unknown word " + shown(node), Suggestion.hint(word, allowed));
        }
        return found;
    }

    /** Builds a value whose constructor rejects values out of bounds. */
    <T> Optional<T> built(Node node, Supplier<T> maker) {
        try {
            return Optional.of(maker.get());
        } catch (IllegalArgumentException e) {
            problems.add(node.at(), String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    static String shown(Node node) {
        boolean value = node instanceof Scalar scalar && !scalar.is(Scalar.Type.NOTHING);
        return value ? Shown.quoted(((Scalar) node).text()) : node.kind();
    }
}
