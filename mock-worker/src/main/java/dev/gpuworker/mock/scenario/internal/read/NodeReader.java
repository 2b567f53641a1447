package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.core.JsonToken;
import dev.gpuworker.mock.scenario.internal.read.Node.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the text of a file into nodes with places. Nothing is expanded: anchors and aliases are refused. */
final class NodeReader {
    /** Real scenarios nest at most eight levels deep. */
    private static final int DEPTH_MAX = 32;

    private final ScenarioParser parser;
    private final Problems problems;

    private NodeReader(ScenarioParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    /** Returns the root, or empty after adding a problem. */
    static Optional<Node> read(SourceText source, Problems problems) {
        try (ScenarioParser parser = ScenarioParser.of(source)) {
            return new NodeReader(parser, problems).root();
        } catch (UnreadableNodeException e) {
            problems.add(e.at(), e.problem(), e.hint());
            return Optional.empty();
        } catch (IOException e) {
            SyntaxProblem.add(e, problems);
            return Optional.empty();
        }
    }

    private Optional<Node> root() throws IOException {
        JsonToken first = parser.next();
        if (first == null) {
            problems.add(Place.START, "the file is empty", "a scenario file begins with: version: 1");
            return Optional.empty();
        }
        Node root = node(first, 0);
        if (parser.next() != null) {
            problems.add(parser.place(), "a second document begins here", "one file has one document");
        }
        return Optional.of(root);
    }

    private Node node(@Nullable JsonToken token, int depth) throws IOException {
        Place at = parser.place();
        if (token == null) {
            throw new UnreadableNodeException(at, "the file ends in the middle of a value", "");
        }
        if (depth > DEPTH_MAX) {
            throw new UnreadableNodeException(at, "nested deeper than " + DEPTH_MAX + " levels", "");
        }
        return switch (token) {
            case START_OBJECT -> mapping(at, depth);
            case START_ARRAY -> sequence(at, depth);
            case VALUE_NUMBER_INT -> scalar(at, Scalar.Type.INTEGER);
            case VALUE_NUMBER_FLOAT -> scalar(at, Scalar.Type.DECIMAL);
            case VALUE_TRUE, VALUE_FALSE -> scalar(at, Scalar.Type.BOOLEAN);
            case VALUE_NULL -> scalar(at, Scalar.Type.NOTHING);
            case VALUE_STRING, VALUE_EMBEDDED_OBJECT, FIELD_NAME, END_OBJECT, END_ARRAY, NOT_AVAILABLE ->
                scalar(at, Scalar.Type.TEXT);
        };
    }

    private Node scalar(Place at, Scalar.Type type) throws IOException {
        String text = parser.text();
        return new Scalar(parser.widthTo(at), text, type);
    }

    private Node mapping(Place at, int depth) throws IOException {
        List<Node.Entry> entries = new ArrayList<>();
        while (parser.next() == JsonToken.FIELD_NAME) {
            String key = parser.text();
            Place keyAt = parser.widthTo(parser.place());
            entries.add(new Node.Entry(key, keyAt, node(parser.next(), depth + 1)));
        }
        return new Node.Mapping(at, entries);
    }

    private Node sequence(Place at, int depth) throws IOException {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.next(); token != null && token != JsonToken.END_ARRAY; token = parser.next()) {
            items.add(node(token, depth + 1));
        }
        return new Node.Sequence(at, items);
    }
}
