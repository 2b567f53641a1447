package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of the shipped scenarios, and their comments. */
final class Shipped {
    private static final Pattern DESCRIBED = Pattern.compile("(?m)^  # (.+)\n  - name: (.+)$");

    private Shipped() {}

    static String text(String set) throws IOException {
        try (InputStream in = Scenarios.class.getResourceAsStream("scenarios/" + set + ".yaml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }

    /** Returns the rows of the documentation's table for a set. */
    static List<String> rows(String set) throws IOException {
        List<String> rows = new ArrayList<>();
        Matcher described = DESCRIBED.matcher(text(set));
        while (described.find()) {
            Scenario scenario = Scenarios.named(described.group(2));
            String broken = String.join(" ", scenario.violates());
            rows.add("| `" + scenario.name() + "` | " + described.group(1) + " | " + broken + " |");
        }
        return rows;
    }
}
