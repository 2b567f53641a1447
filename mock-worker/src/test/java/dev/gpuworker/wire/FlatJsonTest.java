package dev.gpuworker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FlatJsonTest {
    @Test
    void writesEveryPlainTypeInTheMapsOrder() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("text", "é \"quoted\"\n\u0000");
        fields.put("whole", 9_007_199_254_740_993L);
        fields.put("part", 0.25);
        fields.put("yes", true);
        fields.put("none", null);

        assertThat(FlatJson.text(fields))
                .isEqualTo("{\"text\":\"é \\\"quoted\\\"\\n\\u0000\",\"whole\":9007199254740993,"
                        + "\"part\":0.25,\"yes\":true,\"none\":null}");
    }

    @Test
    void writesWhatTheMapperReads() throws Exception {
        String text = FlatJson.text(Map.of("a \\ \u2028 \uD83D\uDE00", "\t\u007f"));

        assertThat(WireJson.tree(text).path("a \\ \u2028 \uD83D\uDE00").textValue())
                .isEqualTo("\t\u007f");
    }

    @Test
    void refusesWhatIsNotFlat() {
        assertThatThrownBy(() -> FlatJson.text(Map.of("list", List.of(1)))).isInstanceOf(IllegalStateException.class);
    }
}
