package dev.gpuworker.mock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainFlagsTest {
    @Test
    void flagsWithValuesAreRead() {
        assertThat(PlainFlags.of("--port", "0", "--scenario=./a b.yaml", "--host", "127.0.0.1"))
                .contains(Map.of(Flag.PORT, "0", Flag.SCENARIO, "./a b.yaml", Flag.HOST, "127.0.0.1"));
    }

    @Test
    void noFlagsAtAllArePlain() {
        assertThat(PlainFlags.of()).contains(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "check a.yaml",
                "--port",
                "--port=",
                "--port --host",
                "--port 1 --port 2",
                "--port -1",
                "--prot 1",
                "--watch",
                "--watch true",
                "--port 1 check",
                "--scenario @file",
                "@file",
                "-- --port 1"
            })
    void everythingElseIsLeftToTheLibrary(String line) {
        assertThat(PlainFlags.of(line.split(" ", -1))).isEmpty();
    }
}
