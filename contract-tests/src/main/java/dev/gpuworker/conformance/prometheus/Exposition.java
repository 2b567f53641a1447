package dev.gpuworker.conformance.prometheus;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The parsed answer to {@code GET /metrics}: Prometheus text (0.0.4 and 1.0.0) or OpenMetrics 1.0.0, as its
 * Content-Type announces. Immutable.
 *
 * @param types declared types, by name of the metric family
 * @param samples all values, in order
 */
public record Exposition(Map<String, String> types, List<Sample> samples) {
    private static final String EOF = "# EOF";

    /** Copies the collections. */
    public Exposition {
        types = Map.copyOf(types);
        samples = List.copyOf(samples);
    }

    /** Returns whether a Content-Type announces one of the formats. */
    public static boolean isAnnouncedBy(String contentType) {
        return ExpositionFormat.of(contentType).isPresent();
    }

    /**
     * Reads a body.
     *
     * @throws ExpositionException if the body breaks the grammar, repeats a sample, or has an invalid histogram; the
     *     message names the line, counted from 1
     */
    public static Exposition parse(String contentType, byte[] body) throws ExpositionException {
        ExpositionFormat format = ExpositionFormat.of(contentType)
                .orElseThrow(() -> ExpositionException.of("its Content-Type is \"" + contentType + "\""));
        Exposition read = new Parse(format).read(text(body));
        Histograms.check(read);
        return read;
    }

    private static String text(byte[] body) throws ExpositionException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw (ExpositionException)
                    ExpositionException.of("is not UTF-8 text").initCause(e);
        }
    }

    /** Reads one line after another. For one text. */
    private static final class Parse {
        private final ExpositionFormat format;
        private final Map<String, String> types = new HashMap<>();
        private final Set<String> described = new HashSet<>();
        private final Set<String> sampled = new HashSet<>();
        private final List<Sample> samples = new ArrayList<>();
        private final Map<List<Object>, Sample> seen = new HashMap<>();

        Parse(ExpositionFormat format) {
            this.format = format;
        }

        Exposition read(String text) throws ExpositionException {
            List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
            if (lines.get(lines.size() - 1).isEmpty()) {
                lines.remove(lines.size() - 1);
            }
            boolean ended = false;
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i);
                if (ended) {
                    throw ExpositionException.at(i + 1, "follows " + EOF, line);
                }
                ended = format.openMetrics() && line.equals(EOF);
                if (!ended) {
                    line(new LineReader(format, i + 1, line), line);
                }
            }
            if (format.openMetrics() && !ended) {
                throw ExpositionException.of("is OpenMetrics text without \"" + EOF + "\" at its end");
            }
            return new Exposition(types, samples);
        }

        private void line(LineReader reader, String line) throws ExpositionException {
            if (line.endsWith("\r")) {
                throw reader.fault("ends with a carriage return; lines end with a line feed alone");
            }
            if (isBlank(line)) {
                if (format.openMetrics()) {
                    throw reader.fault("is empty, which OpenMetrics does not allow");
                }
                return;
            }
            if (line.startsWith("#")
                    || (!format.openMetrics() && line.stripLeading().startsWith("#"))) {
                comment(reader);
            } else {
                add(reader.sample(), reader);
            }
        }

        private static boolean isBlank(String line) {
            return line.chars().allMatch(c -> c == ' ' || c == '\t');
        }

        private void comment(LineReader reader) throws ExpositionException {
            reader.skipSeparator();
            reader.skip();
            reader.skipSeparator();
            String rest = reader.rest();
            String keyword = rest.split("[ \t]", 2)[0];
            boolean meansSomething = keyword.equals("HELP")
                    || keyword.equals("TYPE")
                    || (format.openMetrics() && keyword.equals("UNIT"));
            if (!meansSomething) {
                if (format.openMetrics()) {
                    throw reader.fault("is a comment other than HELP, TYPE, UNIT and EOF");
                }
                return;
            }
            reader.token("a keyword");
            reader.skipSeparator();
            String name = reader.metricName();
            if (!described.add(keyword + " " + name)) {
                throw reader.fault("is a second " + keyword + " of " + name);
            }
            if (keyword.equals("TYPE")) {
                type(reader, name);
            }
        }

        private void type(LineReader reader, String name) throws ExpositionException {
            reader.skipSeparator();
            String type = reader.token("a type");
            boolean ends = format.openMetrics() ? reader.rest().isEmpty() : isBlank(reader.rest());
            if (!format.types().contains(type) || !ends) {
                throw reader.fault("has a type that is none of "
                        + String.join(", ", format.types().stream().sorted().toList()));
            }
            if (sampled.contains(name)) {
                throw reader.fault("declares the type of " + name + " after its first sample");
            }
            types.put(name, type);
        }

        private void add(Sample sample, LineReader reader) throws ExpositionException {
            Sample before = seen.put(List.of(sample.name(), sample.labels()), sample);
            if (before != null && !isLaterPoint(before, sample)) {
                throw reader.fault("repeats the sample of line " + before.line());
            }
            sampled.add(sample.name());
            samples.add(sample);
        }

        /** OpenMetrics may report several points of one metric, each with a later timestamp. */
        private boolean isLaterPoint(Sample before, Sample sample) {
            return format.openMetrics()
                    && before.timestamp().isPresent()
                    && sample.timestamp().isPresent()
                    && sample.timestamp().get() > before.timestamp().get();
        }
    }
}
