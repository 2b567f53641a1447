package dev.gpuworker.real.vram;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a message of this package sends its reader there is something to read. */
class TroubleshootingAnchorsTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/gpuworker/real/vram");
    private static final Pattern LINK = Pattern.compile("docs/real-worker\\.md#([a-z-]+)");

    @Test
    void everyCheckHasItsHeading() throws IOException {
        String page = page();

        assertThat(Arrays.stream(VramCheck.values()).map(VramCheck::anchor))
                .allSatisfy(
                        anchor -> assertThat(page).contains("<a id=\"" + anchor.replaceFirst(".*#", "") + "\"></a>"));
    }

    @Test
    void everyLinkInTheSourcesHasItsHeading() throws IOException {
        String page = page();

        assertThat(links())
                .contains("card-not-quiet")
                .allSatisfy(anchor -> assertThat(page).contains("<a id=\"" + anchor + "\"></a>"));
    }

    @Test
    void everyErrorOfTheDriverHasItsHeading() throws IOException {
        assertThat(Stream.of(
                                DeviceMemoryException.ofCall("f", 2, "A", ""),
                                DeviceMemoryException.ofCall("f", 999, "B", ""),
                                DeviceMemoryException.noSuchDevice(1, 1),
                                DeviceMemoryException.unavailable("so"))
                        .map(DeviceMemoryException::getMessage)
                        .map(message -> message.replaceFirst(".*#", "")))
                .doesNotHaveDuplicates()
                .allSatisfy(anchor -> assertThat(page()).contains("<a id=\"" + anchor + "\"></a>"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("../docs/real-worker.md"));
    }

    private static Set<String> links() throws IOException {
        var links = new TreeSet<String>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher matcher = LINK.matcher(Files.readString(file));
                while (matcher.find()) {
                    links.add(matcher.group(1));
                }
            }
        }
        return links;
    }
}
