package dev.gpuworker.real.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadProgressTest {
    @Test
    void risingProgressThatEndsAtHundredIsFine() {
        assertThat(progress(0, 25, 50, 75, 100).fault()).isEmpty();
        assertThat(progress(0, 25, 50, 75, 100).all()).isEqualTo("0, 25, 50, 75, 100");
        assertThat(progress(100).fault()).isEmpty();
    }

    @Test
    void progressThatGoesBackIsNamed() {
        assertThat(progress(0, 50, 25, 100, 75).fault())
                .hasValue("progress goes back from 50 to 25 percent: 0, 50, 25, 100, 75");
    }

    @Test
    void progressThatStopsBeforeHundredIsNamed() {
        assertThat(progress(0, 25, 50).fault()).hasValue("progress does not end at 100 percent: 0, 25, 50");
    }

    @Test
    void otherLinesAndOtherNamesAreUnderstoodOrLeftOut() {
        var read = LoadProgress.of(List.of(
                "loading model_load_progress",
                "{\"event\":\"model_load_progress\",\"fields\":{\"progress\":12.5}}",
                "{\"event\":\"model_load_progress\"}",
                "{\"event\":\"ready\",\"percent\":3}"));

        assertThat(read.percents()).containsExactly(12.5);
        assertThat(LoadProgress.of(List.of()).fault()).isEmpty();
    }

    private static LoadProgress progress(int... percents) {
        return LoadProgress.of(IntStream.of(percents)
                .mapToObj(percent -> "{\"event\":\"model_load_progress\",\"percent\":" + percent + "}")
                .toList());
    }
}
