package dev.gpuworker.real.preset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.mock.model.ModelCatalogue;
import dev.gpuworker.wire.ExecuteRequest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PresetsTest {
    @ParameterizedTest
    @EnumSource(Sampling.class)
    void everySamplingIsWithinTheBoundsAndRepeatable(Sampling sampling) {
        ExecuteRequest job = TestJob.of("j", "p", 5, sampling);

        assertThat(job.temperature()).isBetween(0.0, 2.0);
        assertThat(job.topP()).isBetween(0.0, 1.0);
        assertThat(job.seed()).hasToString("42");
        assertThat(job.maxTokens()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource(Prompt.class)
    void everyPromptIsWithinTheBounds(Prompt prompt) {
        assertThat(prompt.text().codePointCount(0, prompt.text().length())).isBetween(1, 32_768);
    }

    @Test
    void theMockKnowsEveryReferenceModelAndNoOther() {
        assertThat(Stream.of(ReferenceModel.values()).map(ReferenceModel::mockName))
                .containsExactlyElementsOf(ModelCatalogue.cards().stream()
                        .map(card -> ModelCatalogue.PREFIX + card.name())
                        .toList());
    }

    @Test
    void modelsLieInTheFolderOfTheProperty() {
        System.setProperty("worker.models", "/models");
        try {
            assertThat(ReferenceModel.QWEN.path()).hasToString("/models/qwen/qwen2.5-0.5b-instruct-q4_k_m.gguf");
        } finally {
            System.clearProperty("worker.models");
        }
        assertThat(ReferenceModel.PHI_3.path().toString())
                .endsWith("/.test-models/phi3/phi-3-mini-4k-instruct-q4.gguf");
    }
}
