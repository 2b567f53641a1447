package dev.gpuworker.pact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One regular expression of the committed pact.
 *
 * @param place interaction and path
 * @param regex the expression
 * @param example the pact's own example at that place
 */
record PactExpression(String place, String regex, String example) {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z_]+)|\\[(\\*|[0-9]+)]");

    /** Returns all expressions, in the order of the file. */
    static List<PactExpression> all() {
        List<PactExpression> all = new ArrayList<>();
        for (JsonNode interaction : pact().path("interactions")) {
            String name = interaction.path("description").asText();
            add(name, interaction.path("request"), all);
            JsonNode response = interaction.path("response");
            add(name, response.isArray() ? response.path(0) : response, all);
        }
        return all;
    }

    /** Returns how often the file has a matcher {@code regex}, wherever that is. */
    static int count() {
        return pact().findValues("regex").size();
    }

    private static void add(String name, JsonNode part, List<PactExpression> all) {
        JsonNode contents = part.has("contents") ? part.path("contents") : part.path("body");
        JsonNode rules = part.path("matchingRules");
        rules.path("body")
                .properties()
                .forEach(rule ->
                        add(name, rule.getKey(), rule.getValue(), at(contents.path("content"), rule.getKey()), all));
        rules.path("header")
                .properties()
                .forEach(rule -> add(
                        name,
                        rule.getKey(),
                        rule.getValue(),
                        part.path("headers").path(rule.getKey()).path(0),
                        all));
    }

    private static void add(String name, String path, JsonNode rule, JsonNode example, List<PactExpression> all) {
        for (JsonNode matcher : rule.path("matchers")) {
            if (matcher.has("regex")) {
                all.add(new PactExpression(
                        name + ", " + path, matcher.path("regex").textValue(), example.asText()));
            }
        }
    }

    private static JsonNode at(JsonNode content, String path) {
        JsonNode node = content;
        Matcher step = STEP.matcher(path);
        while (step.find()) {
            node = step.group(1) != null
                    ? node.path(step.group(1))
                    : node.path(step.group(2).equals("*") ? 0 : Integer.parseInt(step.group(2)));
        }
        return node;
    }

    private static JsonNode pact() {
        try {
            return WireJson.tree(Files.readString(PactFile.COMMITTED, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
