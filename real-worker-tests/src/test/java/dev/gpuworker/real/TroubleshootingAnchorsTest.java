package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link in a message leads to a heading, and a message links to every heading. */
class TroubleshootingAnchorsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/gpuworker/real");
    private static final Path PAGE = Path.of("../docs/real-worker.md");

    private static final Pattern LINK =
            Pattern.compile("(?:docs/real-worker\\.md#|Troubleshooting\\.link\\(\")([a-z-]+)");

    /**
     * The last argument of a constructor, or the one before an enum constant's requirements: the anchor's name alone.
     */
    private static final Pattern ARGUMENT = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"(?:\\)| :|,\\s+\"M0-)");

    private static final Pattern HEADING = Pattern.compile("<a id=\"([a-z-]+)\"></a>");

    /** Chapters that no error links to. */
    private static final Set<String> NO_ERRORS = Set.of("drift", "tests", "as-built");

    @Test
    void everyLinkHasItsHeadingAndEveryHeadingItsLink() throws IOException {
        Set<String> headings = matches(HEADING, Files.readString(PAGE));
        headings.removeAll(NO_ERRORS);

        assertThat(linked()).isEqualTo(headings);
    }

    @Test
    void everyHeadingOfAnErrorTellsSymptomReasonAndSolution() throws IOException {
        String[] parts = HEADING.split(Files.readString(PAGE).replaceAll("(?m)^## .*", ""));

        assertThat(parts).hasSizeGreaterThan(20);
        assertThat(Stream.of(parts).skip(1).filter(part -> part.startsWith("\n### ") && !part.contains("### record")))
                .allSatisfy(part -> assertThat(part).contains("**Symptom.** ", "**Reason.** ", "**Solution.** "));
    }

    private static Set<String> linked() throws IOException {
        Set<String> links = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                links.addAll(matches(LINK, text));
                if (text.contains("extends WorkerStartException") || text.contains("real-worker.md#\" + anchor")) {
                    links.addAll(matches(ARGUMENT, text));
                }
            }
        }
        return links;
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        pattern.matcher(text).results().forEach(match -> found.add(match.group(1)));
        return found;
    }
}
