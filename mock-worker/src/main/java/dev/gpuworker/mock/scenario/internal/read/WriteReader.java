package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.RawBytes;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.Verb;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.SentNames;
import dev.gpuworker.wire.StopReason;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Reads the steps that send bytes. */
final class WriteReader {
    /** One event of this size is already ten times larger than any client's buffer. */
    private static final int FRAME_BYTES_MAX = 8 * 1024 * 1024;

    /** A small file must not fill the memory with repeats. */
    private static final long FILE_BYTES_MAX = 64 * 1024 * 1024;

    private final Problems problems;
    private final Values values;
    private final WirePlanReader wires;
    private final PacingReader pacing;
    private long bytesLeft = FILE_BYTES_MAX;

    WriteReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
        wires = new WirePlanReader(problems);
        pacing = new PacingReader(problems);
    }

    /** A single text stands for the verb's main key: {@code error: VRAM_OOM}. */
    private Optional<Fields> fields(Verb verb, String main, Node node) {
        if (node instanceof Scalar scalar && !scalar.is(Scalar.Type.NOTHING)) {
            Node.Entry entry = new Node.Entry(main, node.at(), node);
            return fields(verb, new Node.Mapping(node.at(), List.of(entry)));
        }
        return fields(verb, node);
    }

    private Optional<Fields> fields(Verb verb, Node node) {
        return Fields.of(node, verb.word(), verb.keys(), problems);
    }

    private static boolean isNumber(Node node) {
        return node instanceof Scalar scalar && scalar.is(Scalar.Type.INTEGER);
    }

    Optional<Write> started(Node node) {
        return fields(Verb.STARTED, node).map(this::started);
    }

    private Write started(Fields fields) {
        return new Write.Started(
                fields.get(SentNames.JOB_ID, values::text),
                fields.get(SentNames.MODEL, values::text),
                fields.get(SentNames.STARTED_AT, this::instant),
                fields.get(
                        SentNames.SEED,
                        node -> values.bigInteger(node, BigInteger.ZERO, Seed.MAX)
                                .map(Seed::of)),
                wires.of(fields));
    }

    private Optional<Instant> instant(Node node) {
        return values.text(node).flatMap(text -> {
            try {
                return Optional.of(Instant.parse(text));
            } catch (DateTimeParseException e) {
                problems.add(
                        node.at(), Values.shown(node) + " is not an instant in UTC", "example: 2026-01-31T12:00:00Z");
                return Optional.empty();
            }
        });
    }

    Optional<Write> token(Node node) {
        return fields(Verb.TOKEN, SentNames.T, node).flatMap(this::token);
    }

    private Optional<Write> token(Fields fields) {
        return fields.require(SentNames.T, values::text)
                .flatMap(t -> repeated(fields, t))
                .map(t -> new Write.Token(
                        t,
                        fields.get(SentNames.I, node -> values.integer(node, 0, Integer.MAX_VALUE)),
                        wires.of(fields)));
    }

    Optional<Write> tokens(Node node) {
        return fields(Verb.TOKENS, isNumber(node) ? "count" : "text", node).flatMap(this::tokens);
    }

    private Optional<Write> tokens(Fields fields) {
        WirePlan wire = wires.of(fields);
        Pacing first = fields.get("first", pacing::read);
        Pacing every = fields.get("every", pacing::read);
        return fields.exactlyOne(List.of("text", "count", "generate"))
                .flatMap(key -> fields.node(key).flatMap(node -> source(key, node)))
                .map(source -> new Write.Tokens(source, first, every, wire));
    }

    private Optional<TokenSource> source(String key, Node node) {
        if (key.equals("text")) {
            return values.text(node).flatMap(text -> values.built(node, () -> new TokenSource.Text(text)));
        }
        return values.integer(node, 1, TokenSource.COUNT_MAX)
                .map(count -> key.equals("count") ? new TokenSource.Count(count) : new TokenSource.Generate(count));
    }

    Optional<Write> metrics(Node node) {
        return fields(Verb.METRICS, node).map(this::metrics);
    }

    private Write metrics(Fields fields) {
        return new Write.Metrics(
                fields.get(SentNames.TOKENS_PER_SEC, values::number),
                fields.get(SentNames.VRAM_BYTES, node -> values.longInteger(node, Long.MIN_VALUE, Long.MAX_VALUE)),
                wires.of(fields));
    }

    Optional<Write> end(Node node) {
        return fields(Verb.END, node).map(this::end);
    }

    private Write end(Fields fields) {
        return new Write.End(
                fields.get(SentNames.TOKENS_OUT, node -> values.integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE)),
                fields.get(SentNames.DECODE_TIME_MS, node -> values.longInteger(node, Long.MIN_VALUE, Long.MAX_VALUE)),
                fields.get(SentNames.STOP_REASON, node -> values.word(node, StopReason.values(), StopReason::name)),
                fields.get(SentNames.STOP_SEQUENCE_MATCHED, values::text),
                wires.of(fields));
    }

    Optional<Write> error(Node node) {
        return fields(Verb.ERROR, SentNames.CODE, node).flatMap(this::error);
    }

    private Optional<Write> error(Fields fields) {
        return fields.require(SentNames.CODE, values::text)
                .map(code -> new Write.Failure(
                        code,
                        fields.get(SentNames.MESSAGE, values::text),
                        fields.get(SentNames.RETRIABLE, values::bool),
                        wires.of(fields)));
    }

    Optional<Write> comment(Node node) {
        return fields(Verb.COMMENT, "text", node).flatMap(this::comment);
    }

    private Optional<Write> comment(Fields fields) {
        return fields.require("text", values::text)
                .flatMap(text -> repeated(fields, text))
                .flatMap(text -> fields.node("text")
                        .flatMap(node -> values.built(node, () -> new Write.Comment(text, wires.of(fields)))));
    }

    private Optional<String> repeated(Fields fields, String text) {
        int times = times(fields);
        long bytes = (long) text.getBytes(StandardCharsets.UTF_8).length * times;
        return fits(fields, bytes) ? Optional.of(text.repeat(times)) : Optional.empty();
    }

    private int times(Fields fields) {
        return fields.get("repeat", node -> values.integer(node, 1, FRAME_BYTES_MAX), 1);
    }

    private boolean fits(Fields fields, long bytes) {
        if (bytes > FRAME_BYTES_MAX) {
            problems.add(fields.keyPlace("repeat"), "this is " + bytes + " bytes; at most 8MiB in one step");
            return false;
        }
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            problems.add(fields.keyPlace("repeat"), "the steps of this file have more than 64MiB");
        }
        return bytesLeft >= 0;
    }

    Optional<Write> raw(Node node) {
        return fields(Verb.RAW, "text", node).flatMap(this::raw);
    }

    private Optional<Write> raw(Fields fields) {
        return fields.exactlyOne(List.of("text", "hex", "base64"))
                .flatMap(key -> fields.node(key).flatMap(node -> bytes(key, node, fields)))
                .map(bytes -> new Write.Raw(bytes, wires.of(fields)));
    }

    private Optional<RawBytes> bytes(String key, Node node, Fields fields) {
        return text(key, node)
                .flatMap(text -> values.built(node, () -> decoded(key, text)))
                .filter(bytes -> fits(fields, (long) bytes.length * times(fields)))
                .flatMap(bytes ->
                        values.built(node, () -> new Write.Raw(repeated(bytes, times(fields)), WirePlan.NONE)))
                .map(Write.Raw::bytes);
    }

    /** YAML reads unquoted hexadecimal digits as a number. */
    private Optional<String> text(String key, Node node) {
        boolean digits = key.equals("hex")
                && node instanceof Scalar scalar
                && (scalar.is(Scalar.Type.INTEGER) || scalar.is(Scalar.Type.DECIMAL));
        return digits ? Optional.of(((Scalar) node).text()) : values.text(node);
    }

    private static byte[] decoded(String key, String text) {
        String digits = text.replaceAll("\\s", "");
        return switch (key) {
            case "hex" -> {
                if (!digits.matches("(?:[0-9A-Fa-f]{2})*+")) {
                    throw new IllegalArgumentException("not hexadecimal digits, two for each byte");
                }
                yield RawBytes.hex(digits).toArray();
            }
            case "base64" -> base64(digits);
            default -> text.getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] base64(String digits) {
        try {
            return Base64.getDecoder().decode(digits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not base64", e);
        }
    }

    private static RawBytes repeated(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int k = 0; k < times; k++) {
            System.arraycopy(bytes, 0, all, k * bytes.length, bytes.length);
        }
        return RawBytes.of(all);
    }
}
