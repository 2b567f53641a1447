package dev.gpuworker.bench.subject;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places of everything that the bench starts.
 *
 * @param target the module's build folder
 * @param classPath every jar and folder of the bench
 * @param jdks homes of the JDKs to measure the mock on; the first one is used for the peers
 */
public record BenchSetting(Path target, List<Path> classPath, List<Path> jdks) {
    /** The same heap for every JVM that is measured. */
    private static final String HEAP = "-Xmx1g";

    /** Takes the class path of this process, and the JDKs of {@code bench.jdks} or those on the machine. */
    public static BenchSetting ofThisProcess() throws IOException {
        List<Path> classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
        Path target = Path.of(System.getProperty("bench.target", "target")).toAbsolutePath();
        return new BenchSetting(target, classPath, findJdks());
    }

    private static List<Path> findJdks() throws IOException {
        String given = System.getProperty("bench.jdks", "");
        if (!given.isBlank()) {
            return Stream.of(given.split(",", -1)).map(Path::of).toList();
        }
        List<Path> jdks = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"))));
        Path installed = Path.of("/usr/lib/jvm");
        if (Runtime.version().feature() < 25 && Files.isDirectory(installed)) {
            try (Stream<Path> homes = Files.list(installed)) {
                homes.filter(home -> home.getFileName().toString().contains("25"))
                        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                        .findFirst()
                        .ifPresent(jdks::add);
            }
        }
        return jdks;
    }

    /** Returns the command line up to the main class or {@code -jar}. */
    public List<String> java(Path jdk) {
        return new ArrayList<>(List.of(jdk.resolve("bin/java").toString(), HEAP));
    }

    /** Returns the class path of the entries whose path contains one of these; folders always belong to it. */
    public String classPathOf(List<String> parts) {
        List<String> chosen = classPath.stream()
                .filter(entry -> Files.isDirectory(entry) || parts.stream().anyMatch(entry.toString()::contains))
                .map(Path::toString)
                .toList();
        return String.join(File.pathSeparator, chosen);
    }

    /** Returns the one jar of the class path whose file name begins with this prefix. */
    public Path jar(String prefix) {
        return classPath.stream()
                .filter(entry -> entry.getFileName().toString().startsWith(prefix))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + prefix + "*.jar on the bench's class path"));
    }

    /** Returns the mock's class path: everything that its own module needs at run time. */
    public List<Path> mockClassPath() throws IOException {
        String line =
                Files.readString(target.resolve("bench/runtime.classpath")).strip();
        List<Path> entries = new ArrayList<>(List.of(target.resolve("classes")));
        for (String entry : line.split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry));
        }
        return entries;
    }

    /** Returns the runnable jar; empty if it has not been built. */
    public Optional<Path> mockJar() {
        return Optional.of(target.resolve("mock-worker.jar")).filter(Files::isRegularFile);
    }

    /** Returns the runnable jar, which must exist. */
    public Path requireMockJar() {
        return mockJar()
                .orElseThrow(
                        () -> new IllegalStateException("no " + target.resolve("mock-worker.jar") + "; run package"));
    }

    /** Returns the feature version of a JDK, as in its {@code release} file. */
    public static int feature(Path jdk) throws IOException {
        return Integer.parseInt(version(jdk).split("\\.", -1)[0]);
    }

    /** Returns the whole version of a JDK. */
    public static String version(Path jdk) throws IOException {
        return Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .map(line -> line.replaceAll("[^0-9.]", ""))
                .findFirst()
                .orElseThrow(() -> new IOException("no JAVA_VERSION in " + jdk.resolve("release")));
    }
}
