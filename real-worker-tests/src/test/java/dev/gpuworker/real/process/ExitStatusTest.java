package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {
    @ParameterizedTest
    @CsvSource({
        "0,   exited with code 0",
        "1,   exited with code 1",
        "128, exited with code 128",
        "255, exited with code 255",
        "137, was killed by signal 9 (SIGKILL)",
        "139, was killed by signal 11 (SIGSEGV)",
        "143, was killed by signal 15 (SIGTERM)",
        "162, was killed by signal 34"
    })
    void exitValuesAreReadAsTheShellDoes(int exitValue, String words) {
        assertThat(ExitStatus.of(exitValue).describe()).isEqualTo(words);
    }
}
