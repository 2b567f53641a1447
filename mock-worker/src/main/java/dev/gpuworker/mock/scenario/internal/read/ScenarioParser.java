package dev.gpuworker.mock.scenario.internal.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.gpuworker.mock.scenario.internal.read.SourceText.Format;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jackson's parser for YAML or JSON, with places in code points and without anchors, aliases and tags. */
final class ScenarioParser implements AutoCloseable {
    private static final JsonFactory JSON = new JsonFactory();
    private static final YAMLFactory YAML = YAMLFactory.builder().build();

    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9_]*+(?:\\.[0-9]*+)?(?:[eE][-+]?[0-9]++)?");

    private final JsonParser parser;
    private final List<String> lines;

    private ScenarioParser(JsonParser parser, List<String> lines) {
        this.parser = parser;
        this.lines = lines;
    }

    static ScenarioParser of(SourceText source) throws IOException {
        JsonFactory factory = source.format() == Format.JSON ? JSON : YAML;
        return new ScenarioParser(factory.createParser(source.text()), source.lines());
    }

    @Nullable JsonToken next() throws IOException {
        JsonToken token = parser.nextToken();
        if (parser instanceof YAMLParser yaml) {
            refuseReferences(yaml);
        }
        return token == JsonToken.VALUE_STRING && isPlainNumber() ? JsonToken.VALUE_NUMBER_INT : token;
    }

    /** The YAML parser reads a number of more than a thousand digits as text; if unquoted, it is still a number. */
    private boolean isPlainNumber() throws IOException {
        int first = firstCharacter();
        boolean plain = (first >= '0' && first <= '9') || first == '-' || first == '+';
        return plain && NUMBER.matcher(text()).matches();
    }

    private void refuseReferences(YAMLParser yaml) throws IOException {
        // The parser reports no anchor of a plain value, but a plain value cannot begin with the anchor character.
        if (yaml.isCurrentAlias() || yaml.getObjectId() != null || firstCharacter() == '&') {
            throw new UnreadableNodeException(
                    place(), "anchors (&) and aliases (*) are not supported", "write the value out");
        }
        if (yaml.getTypeId() != null) {
            throw new UnreadableNodeException(place(), "tags (!) are not supported", "write the value without a tag");
        }
    }

    private int firstCharacter() {
        Place at = place();
        String line = at.line() <= lines.size() ? lines.get(at.line() - 1) : "";
        boolean inside = at.column() <= line.codePointCount(0, line.length());
        return inside ? line.codePointAt(line.offsetByCodePoints(0, at.column() - 1)) : 0;
    }

    String text() throws IOException {
        String text = parser.getText();
        return text == null ? "" : text;
    }

    /** Returns the place where the current token begins. */
    Place place() {
        return place(parser.currentTokenLocation());
    }

    /** Returns the place, widened to the current token's end if that is on the same line. */
    Place widthTo(Place from) throws IOException {
        Place end = place(parser.currentLocation());
        int width = end.line() == from.line() ? end.column() - from.column() : 1;
        int text = text().length() + 2;
        return new Place(from.line(), from.column(), Math.max(1, Math.min(width, text)));
    }

    private Place place(JsonLocation location) {
        int line = Math.max(1, location.getLineNr());
        int column = Math.max(1, location.getColumnNr());
        boolean countsChars = !(parser instanceof YAMLParser);
        if (countsChars && line <= lines.size()) {
            String text = lines.get(line - 1);
            column = text.codePointCount(0, Math.min(column - 1, text.length())) + 1;
        }
        return new Place(line, column, 1);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
