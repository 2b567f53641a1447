package dev.gpuworker.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files, as its pages speak of them. */
final class Project {
    /** Tests run in their module's folder. */
    static final Path ROOT = Path.of("..");

    static final List<String> MODULES = List.of("mock-worker", "contract-tests", "real-worker-tests");

    private Project() {}

    static String read(String path) throws IOException {
        return Files.readString(ROOT.resolve(path));
    }

    /** Returns the pages that people read first, as paths from the root; decisions are history and not among them. */
    static List<String> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
                            docs.filter(file -> file.toString().endsWith(".md"))
                                    .map(file -> "docs/" + file.getFileName()))
                    .toList();
        }
    }

    /** Returns the Java files under {@code src/main/java}, {@code src/test/java} and the like of every module. */
    static List<Path> javaFiles(String... sources) throws IOException {
        Stream<Path> all = Stream.empty();
        for (String module : MODULES) {
            for (String source : sources) {
                Path folder =
                        ROOT.resolve(module).resolve("src").resolve(source).resolve("java");
                if (Files.isDirectory(folder)) {
                    try (Stream<Path> files = Files.walk(folder)) {
                        all = Stream.concat(
                                all, files.filter(file -> file.toString().endsWith(".java")).toList().stream());
                    }
                }
            }
        }
        return all.toList();
    }
}
