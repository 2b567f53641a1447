package dev.gpuworker.architecture;

import dev.gpuworker.testing.PublicApi;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PublicApiTest {
    @Test
    void publicTypesAreThoseOfTheCheckedInFile() throws IOException {
        PublicApi.ofThisModule().requireCheckedIn();
    }

    @Test
    void publicRecordsAreSmall() throws IOException {
        PublicApi.ofThisModule().requireSmallRecords();
    }
}
