package dev.gpuworker.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.testing.PublicApi;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    /** A record's constructor lists its components; beyond so many, another one is too likely to be added. */
    private static final int COMPONENTS_MAX = 8;

    @Test
    void publicTypesAreThoseOfTheCheckedInFile() throws IOException {
        String now = PublicApi.ofThisModule().text();

        assertThat(Files.exists(PublicApi.file()) ? Files.readString(PublicApi.file()) : "")
                .as(PublicApi.howToWrite())
                .isEqualTo(now);
    }

    @Test
    void publicRecordsAreSmall() throws IOException {
        assertThat(PublicApi.ofThisModule().recordsOver(COMPONENTS_MAX))
                .as(
                        "public records whose next component would break their users; make each a final class with a builder")
                .isEmpty();
    }
}
