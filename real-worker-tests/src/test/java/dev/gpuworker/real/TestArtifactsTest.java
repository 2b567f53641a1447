package dev.gpuworker.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestArtifactsTest {
    @TempDir
    private Path folder;

    @Test
    void eachTestHasAFolderOfItsOwnWithASafeName() {
        TestArtifacts first = TestArtifacts.create(folder, "a.b.C$D", "../réads a/b");
        TestArtifacts second = TestArtifacts.create(folder, "a.b.C$D", "../réads a/b");

        assertThat(first.folder()).isEqualTo(folder.resolve("a.b.C_D/r_ads_a_b"));
        assertThat(second.folder()).isEqualTo(folder.resolve("a.b.C_D/r_ads_a_b-2"));
        assertThat(TestArtifacts.create(folder, "", "…").folder()).isEqualTo(folder.resolve("test/test"));
    }

    @Test
    void aFolderThatCannotBeMadeIsToldWithItsReason() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(ArtifactsException.class)
                .isThrownBy(() -> TestArtifacts.create(file, "group", "test"))
                .withMessageStartingWith("cannot write the artifacts of this test to " + file + "/group/test: ")
                .withMessageEndingWith("see docs/real-worker.md#artifacts");
        assertThatExceptionOfType(ArtifactsException.class)
                .isThrownBy(() -> TestArtifacts.create(Path.of("/proc/no-such"), "group", "test"));
    }

    @Test
    void aFileIsReplacedAsAWholeAndNoOtherIsLeft() throws IOException {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");

        artifacts.write("a.json", WireJson.object().put("a", 1));
        artifacts.write("a.json", WireJson.object().put("a", 2));

        assertThat(WireJson.tree(Files.readString(artifacts.folder().resolve("a.json")))
                        .path("a")
                        .asInt())
                .isEqualTo(2);
        try (Stream<Path> files = Files.list(artifacts.folder())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void whoMayReadTheFolderMayReadItsFiles() throws IOException {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");
        Path ordinary = Files.createFile(folder.resolve("ordinary"));

        artifacts.write("a.json", WireJson.object());

        assertThat(Files.getPosixFilePermissions(artifacts.folder().resolve("a.json")))
                .isEqualTo(Files.getPosixFilePermissions(ordinary));
    }

    @Test
    void aFileThatCannotBeReplacedLeavesNothingHalfWritten() throws IOException {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");
        Files.createDirectories(artifacts.folder().resolve("a.json/full"));

        assertThatExceptionOfType(ArtifactsException.class)
                .isThrownBy(() -> artifacts.write("a.json", WireJson.object()))
                .withMessageContaining("group/test/a.json");
        try (Stream<Path> files = Files.list(artifacts.folder())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void linesAreAppended() throws IOException {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");

        artifacts.append(
                "a.ndjson",
                List.of(WireJson.object().put("n", 1), WireJson.object().put("n", 2)));
        artifacts.append("a.ndjson", List.of(WireJson.object().put("n", 3)));

        assertThat(Files.readString(artifacts.folder().resolve("a.ndjson")))
                .isEqualTo("{\"n\":1}\n{\"n\":2}\n{\"n\":3}\n");
    }

    @Test
    void aFolderCanBeDeletedWithAllItHas() {
        TestArtifacts artifacts = TestArtifacts.create(folder, "group", "test");
        artifacts.write("a.json", WireJson.object());

        artifacts.delete();

        assertThat(artifacts.folder()).doesNotExist();
    }
}
