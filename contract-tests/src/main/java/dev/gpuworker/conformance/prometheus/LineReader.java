package dev.gpuworker.conformance.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one line of an exposition, token by token. The text format separates tokens by any number of blanks and tabs;
 * OpenMetrics by exactly one blank, and allows none within braces.
 */
final class LineReader {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][+-]?\\d+)?|[+-]?(?i:inf(?:inity)?)|(?i:nan)");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d{1,19}");
    private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");
    private static final int END = -1;

    private final ExpositionFormat format;
    private final int number;
    private final String line;
    private int at;

    LineReader(ExpositionFormat format, int number, String line) {
        this.format = format;
        this.number = number;
        this.line = line;
    }

    ExpositionException fault(String what) {
        return ExpositionException.at(number, what, line);
    }

    /** Reads {@code name{labels} value timestamp}, and in OpenMetrics an exemplar after it. */
    Sample sample() throws ExpositionException {
        blanksOfText();
        Map<String, String> labels = new LinkedHashMap<>();
        String name = format.quotedNames() && peek() == '{' ? "" : metricName();
        blanksOfText();
        if (peek() == '{') {
            name = labels(name, labels);
        }
        if (name.isEmpty()) {
            throw fault("names no metric");
        }
        separator("a value");
        double value = number(token("a value"), "value");
        Optional<Double> timestamp = timestamp();
        exemplar();
        blanksOfText();
        if (peek() != END) {
            throw fault("goes on after its end, at column " + (at + 1));
        }
        return new Sample(number, name, labels, value, timestamp);
    }

    private Optional<Double> timestamp() throws ExpositionException {
        int before = at;
        if (!skipSeparator() || peek() == END || (format.openMetrics() && peek() == '#')) {
            at = before;
            return Optional.empty();
        }
        String token = token("a timestamp");
        if (!format.openMetrics() && !INTEGER.matcher(token).matches()) {
            throw fault("has the timestamp \"" + shown(token) + "\", which is not an integer of milliseconds");
        }
        return Optional.of(number(token, "timestamp"));
    }

    private void exemplar() throws ExpositionException {
        if (!format.openMetrics() || !line.startsWith(" # ", at)) {
            return;
        }
        at += " # ".length();
        if (peek() != '{') {
            throw fault("has an exemplar without labels");
        }
        labels("exemplar", new HashMap<>());
        separator("an exemplar's value");
        number(token("an exemplar's value"), "exemplar");
        if (peek() == ' ') {
            at++;
            number(token("an exemplar's timestamp"), "exemplar's timestamp");
        }
    }

    /** Reads the braces; returns the metric's name, which may be inside them, in quotes. */
    private String labels(String outside, Map<String, String> labels) throws ExpositionException {
        String name = outside;
        at++;
        blanksOfText();
        boolean first = true;
        while (peek() != '}') {
            if (!first) {
                expect(',');
                if (peek() == '}' && !format.openMetrics()) {
                    break;
                }
            }
            boolean quoted = peek() == '"';
            if (quoted && !format.quotedNames()) {
                throw fault("has a quoted name, which its Content-Type does not announce");
            }
            String label = quoted ? quoted() : match(LABEL_NAME, "a label's name");
            blanksOfText();
            if (quoted && first && outside.isEmpty() && peek() != '=') {
                name = label;
            } else {
                expect('=');
                if (labels.put(label, quoted()) != null) {
                    throw fault("has the label " + shown(label) + " twice");
                }
                blanksOfText();
            }
            first = false;
        }
        at++;
        return name;
    }

    private void expect(char wanted) throws ExpositionException {
        if (peek() != wanted) {
            throw fault("lacks \"" + wanted + "\" at column " + (at + 1));
        }
        at++;
        blanksOfText();
    }

    private String quoted() throws ExpositionException {
        if (peek() != '"') {
            throw fault("has a label's value without quotes, at column " + (at + 1));
        }
        StringBuilder text = new StringBuilder();
        for (at++; peek() != '"'; at++) {
            if (peek() == END) {
                throw fault("has quotes that do not end");
            }
            if (peek() == '\\') {
                at++;
                text.append(escaped());
            } else {
                text.append(line.charAt(at));
            }
        }
        at++;
        return text.toString();
    }

    private String escaped() throws ExpositionException {
        return switch (peek()) {
            case 'n' -> "\n";
            case '\\' -> "\\";
            case '"' -> "\"";
            default -> {
                if (!format.openMetrics() || peek() == END) {
                    throw fault("has an escape that is none of \\\\, \\\" and \\n, at column " + (at + 1));
                }
                yield "\\" + line.charAt(at);
            }
        };
    }

    String metricName() throws ExpositionException {
        if (format.quotedNames() && peek() == '"') {
            return quoted();
        }
        return match(METRIC_NAME, "a metric's name");
    }

    private String match(Pattern pattern, String what) throws ExpositionException {
        var found = pattern.matcher(line).region(at, line.length());
        if (!found.lookingAt()) {
            throw fault("lacks " + what + " at column " + (at + 1));
        }
        at = found.end();
        return found.group();
    }

    /** Reads up to the next blank. */
    String token(String what) throws ExpositionException {
        int from = at;
        while (peek() != END && peek() != ' ' && (format.openMetrics() || peek() != '\t')) {
            at++;
        }
        if (from == at) {
            throw fault("lacks " + what + " at column " + (at + 1));
        }
        return line.substring(from, at);
    }

    private double number(String token, String what) throws ExpositionException {
        if (!NUMBER.matcher(token).matches()) {
            throw fault("has the " + what + " \"" + shown(token) + "\", which is not a number");
        }
        String lower = token.toLowerCase(Locale.ROOT);
        if (lower.contains("nan")) {
            return Double.NaN;
        }
        boolean infinite = lower.contains("inf");
        double parsed = infinite ? Double.POSITIVE_INFINITY : Double.parseDouble(token);
        return infinite && token.startsWith("-") ? -parsed : parsed;
    }

    /** Reads a bucket's label; returns empty if it is not a number. */
    static Optional<Double> number(String text) {
        try {
            return Optional.of(new LineReader(new ExpositionFormat(false, false), 1, text).number(text, "number"));
        } catch (ExpositionException e) {
            return Optional.empty();
        }
    }

    private void separator(String before) throws ExpositionException {
        blanksOfText();
        boolean parted = format.openMetrics() ? skipSeparator() : " \t}".indexOf(line.charAt(at - 1)) >= 0;
        if (!parted) {
            throw fault("lacks a blank before " + before + ", at column " + (at + 1));
        }
    }

    /** Skips the separator of two tokens; returns whether there was one. */
    boolean skipSeparator() {
        int before = at;
        if (format.openMetrics()) {
            at += peek() == ' ' ? 1 : 0;
        } else {
            blanksOfText();
        }
        return at > before;
    }

    private void blanksOfText() {
        while (!format.openMetrics() && (peek() == ' ' || peek() == '\t')) {
            at++;
        }
    }

    /** Skips a character that is known to come next. */
    void skip() {
        at++;
    }

    String rest() {
        return line.substring(at);
    }

    private int peek() {
        return at < line.length() ? line.charAt(at) : END;
    }

    private static String shown(String token) {
        return token.length() > 40 ? token.substring(0, 40) + "…" : token;
    }
}
