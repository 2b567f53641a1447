package dev.gpuworker.mock.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.Choices;
import dev.gpuworker.testing.Gen;
import dev.gpuworker.testing.Property;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Any bytes give a set or the one typed exception, whose places lie within the text. */
class ScenarioFuzzTest {
    private static final List<String> PARTS = List.of(
            "version: 1\n",
            "scenarios:\n",
            "  - name: a\n",
            "    stream:\n",
            "      - started: {}\n",
            "      - token: x\n",
            "      - end\n",
            "\t",
            "{",
            "}",
            "[",
            "]",
            "&a ",
            "*a",
            "!!map ",
            "--- \n",
            "... \n",
            "%YAML\n",
            "? ",
            ": ",
            "- ",
            "|\n",
            ">\n",
            "\"",
            "'",
            "#",
            "\\u0000",
            "\\ud83d",
            "🙂",
            "\r\n",
            "\u2028",
            "\u0085",
            "\u0000",
            "\ufeff",
            ",",
            "99999999999999999999",
            "-1",
            "0x1f",
            ".inf",
            "~",
            "true",
            "<<: ",
            "/(a+)+$/",
            "wire: {pieces: [",
            "stop-after: text+");

    @Test
    void arbitraryBytes() {
        Property.check(3000, Gen.bytes(300), bytes -> {
            readsOrReports("bytes.yaml", bytes);
            readsOrReports("bytes.json", bytes);
        });
    }

    @Test
    void aByteThatIsNoTextIsPlacedByTheLinesOfItsFormat() {
        byte[] bytes = {'a', '\r', (byte) 0xc2, (byte) 0x85, (byte) 0x80};

        readsOrReports("bytes.yaml", bytes);
        readsOrReports("bytes.json", bytes);
    }

    @Test
    void partsOfScenariosInAnyOrder() {
        Property.check(3000, Gen.of(PARTS).list(0, 40), parts -> {
            byte[] bytes = String.join("", parts).getBytes(UTF_8);

            readsOrReports("parts.yaml", bytes);
            readsOrReports("parts.json", bytes);
        });
    }

    @Test
    void shippedScenariosWithAFewBytesChanged() {
        Property.check(2000, ScenarioFuzzTest::changed, bytes -> readsOrReports("changed.yaml", bytes));
    }

    @Test
    void anyTranscript() {
        Property.check(500, Gen.bytes(300), bytes -> {
            String text = new String(bytes, UTF_8);
            try {
                TranscriptImport.parse("s", "run.ndjson", text);
            } catch (ScenarioException e) {
                assertPlaces(e, text);
            }
        });
    }

    private static byte[] changed(Choices choices) {
        byte[] original = bytes(
                Gen.of("haiku", "cancel-races", "out-of-memory-mid-stream").from(choices));
        List<Integer> places = Gen.integers(0, 1_000_000).list(1, 4).from(choices);
        return change(original, places, Gen.of(PARTS).from(choices));
    }

    private static byte[] change(byte[] original, List<Integer> places, String part) {
        byte[] changed = original.clone();
        byte[] with = part.getBytes(UTF_8);
        for (int place : places) {
            int at = place % changed.length;
            int length = Math.min(with.length, changed.length - at);
            System.arraycopy(with, 0, changed, at, length);
        }
        return places.size() % 2 == 0 ? changed : Arrays.copyOf(changed, 1 + places.get(0) % changed.length);
    }

    private static void readsOrReports(String name, byte[] bytes) {
        try {
            ScenarioSet set = ScenarioYaml.parse(name, bytes);
            assertThat(Explain.text(set)).isNotEmpty();
        } catch (ScenarioException e) {
            assertPlaces(e, new String(bytes, UTF_8));
        }
    }

    private static void assertPlaces(ScenarioException failure, String text) {
        boolean yaml = failure.file().endsWith(".yaml");
        String[] lines = text.split(yaml ? "\r\n|[\n\r\u0085\u2028\u2029]" : "\r\n|[\n\r]", -1);
        assertThat(failure.problems()).isNotEmpty();
        assertThat(failure.getMessage()).endsWith("Nothing was started.");
        assertThat(failure.problems()).allSatisfy(problem -> {
            assertThat(problem.line()).isBetween(1, lines.length);
            String line = lines[problem.line() - 1];
            assertThat(problem.column()).isBetween(1, line.codePointCount(0, line.length()) + 1);
            assertThat(problem.width()).isPositive();
            assertThat(problem.message()).doesNotContainPattern("\\p{Cntrl}").doesNotContain("java.", "Exception");
        });
    }

    private static byte[] bytes(String set) {
        try {
            return Shipped.text(set).getBytes(UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
