package dev.gpuworker.mock.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioSourceTest {
    @Test
    void aSetIsLoadedByItsName() {
        ScenarioSource source = new ScenarioSource("cancel-races");

        assertThat(source.load()).isEqualTo(Scenarios.cancelRaces());
        assertThat(source.file()).isEmpty();
    }

    @Test
    void oneScenarioOfASetAnswersEveryJob() {
        ScenarioSource source = new ScenarioSource("half-close");

        assertThat(source.load()).isEqualTo(ScenarioSet.of(Scenarios.named("half-close")));
        assertThat(source.file()).isEmpty();
    }

    @Test
    void anythingElseIsAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("worker.yaml"), Errors.file("", "started", "end"));
        ScenarioSource source = new ScenarioSource(file.toString());

        assertThat(source.load().scenarios()).hasSize(1);
        assertThat(source.file()).contains(file);
    }

    @Test
    void aNameThatNothingHasIsToldWithASuggestion() {
        assertThatThrownBy(() -> new ScenarioSource("haiko").load())
                .isInstanceOf(ScenarioException.class)
                .hasMessage("""
                        haiko:1:1 is neither a shipped scenario nor a file
                              | did you mean "haiku"?
                        1 error. Nothing was started.""");
    }

    @Test
    void aTextThatIsNoPathIsTold() {
        assertThatThrownBy(() -> new ScenarioSource("a\0b").load())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContaining("is not a path");
    }
}
