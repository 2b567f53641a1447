package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.scenario.match.CallRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, 0",
        "5ns, 5",
        "5us, 5000",
        "5µs, 5000",
        "5ms, 5000000",
        "1.5s, 1500000000",
        "2min, 120000000000",
        "1h, 3600000000000",
        "' 5 ms ', 5000000"
    })
    void durationsHaveUnits(String text, long nanos) {
        assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "ms", "-5ms", "5 m", "5MS", "1e3ms", "5ms5", "٥ms", "9999999999999ms", "999999999999h"})
    void anythingElseIsNoDuration(String text) {
        assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "5ns", "7us", "40ms", "2s", "3min", "4h", "1500ms"})
    void aDurationIsWrittenAsItIsRead(String text) {
        assertThat(DurationText.of(DurationText.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "1KB, 1000", "1KiB, 1024", "24GiB, 25769803776", "1.5 GB, 1500000000", "1TiB, 1099511627776"})
    void sizesHaveUnits(String text, long bytes) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "GiB", "-1B", "24 gib", "24G", "1e3B", "9999999999TiB"})
    void anythingElseIsNoSize(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSizeIsWrittenWithTheGreatestUnit() {
        assertThat(new ByteSize(25_769_803_776L)).hasToString("24GiB");
        assertThat(new ByteSize(1500)).hasToString("1500B");
        assertThat(new ByteSize(0)).hasToString("0B");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 2, 1-2", "3, 2147483647, 3-"})
    void rangesOfCallsAreWrittenAsInFiles(int first, int last, String text) {
        assertThat(new CallRange(first, last)).hasToString(text);
    }

    @Test
    void theRequirementsAreThoseOfTheContract() throws IOException {
        Matcher ids = Pattern.compile("M0-W-\\d{4}|M0-SYS-[0-9.]*\\d|\\bD-\\d\\d\\b")
                .matcher(Files.readString(Path.of("../docs/worker-api.md")));
        TreeSet<String> found = new TreeSet<>();
        while (ids.find()) {
            found.add(ids.group());
        }

        assertThat(Requirements.ids()).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(found);
    }
}
