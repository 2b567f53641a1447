package dev.gpuworker.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every package says where to start reading, with a link that Javadoc checks. */
class PackageInfoTest {
    @Test
    void everyPackageLinksItsEntryPoint() throws IOException {
        Set<Path> folders = new TreeSet<>();
        Project.javaFiles("main").forEach(file -> folders.add(file.resolveSibling("package-info.java")));

        List<String> unlinked = new ArrayList<>();
        for (Path info : folders) {
            if (!Files.exists(info) || !Files.readString(info).contains("{@link ")) {
                unlinked.add(Project.ROOT.relativize(info).toString());
            }
        }

        assertThat(folders).hasSizeGreaterThan(30);
        assertThat(unlinked)
                .as(
                        "packages whose package-info.java is missing or links no type: add {@link fully.qualified.EntryPoint}")
                .isEmpty();
    }
}
