package dev.gpuworker.bench.subject;

import dev.gpuworker.bench.load.ExpectedBody;
import dev.gpuworker.bench.peer.MockWebServerMain;
import dev.gpuworker.bench.peer.MokksyMain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** All subjects. */
public final class Subjects {
    /** Parts of the paths of the jars that MockWebServer3 needs. */
    public static final List<String> OKHTTP = List.of("/squareup/", "/kotlin", "/jetbrains/");

    /** Parts of the paths of the jars that Mokksy needs. */
    public static final List<String> KTOR = List.of(
            "/mokksy/",
            "/ktor/",
            "/jetbrains/",
            "/kotest/",
            "/netty/",
            "/slf4j/",
            "/logback/",
            "/typesafe/",
            "/fusesource/",
            "/java-diff-utils/",
            "/jackson/",
            "/jayway/",
            "/eclipse/jetty/alpn");

    /** Mokksy 0.6.2 leaves out the blank line between frames. */
    private static final Pattern DATA_LINE = Pattern.compile("\\}\r\n");

    private Subjects() {}

    /**
     * Returns the floor, and the mock on each JDK and every peer, in its default and its best documented configuration.
     */
    public static List<Subject> all(BenchSetting setting, Optional<Path> aimockCli)
            throws IOException, InterruptedException {
        List<Subject> subjects = new ArrayList<>(List.of(new FloorSubject(setting)));
        for (Path jdk : setting.jdks()) {
            subjects.add(new MockWorkerSubject(setting, jdk, List.of()));
            subjects.add(new MockWorkerSubject(setting, jdk, LauncherOptions.of(setting, jdk)));
        }
        subjects.add(new WireMockSubject(setting, false));
        subjects.add(new WireMockSubject(setting, true));
        subjects.add(new MockServerSubject(setting, false));
        subjects.add(new MockServerSubject(setting, true));
        subjects.add(new LibrarySubject(
                setting, "Mokksy 0.6.2", "default", MokksyMain.class, KTOR, List.of(), DATA_LINE, true));
        subjects.add(mockWebServer(setting, "default", List.of()));
        subjects.add(mockWebServer(setting, "no log", List.of("-Dbench.quiet=true")));
        for (Path cli : aimockCli.stream().toList()) {
            subjects.add(new AimockSubject(Path.of("node"), cli, false));
            subjects.add(new AimockSubject(Path.of("node"), cli, true));
        }
        return subjects;
    }

    /** Returns the mock's jar with the ways to start it that matter only until it is ready. */
    public static List<Subject> coldStartsOfTheMock(BenchSetting setting) throws IOException, InterruptedException {
        List<Subject> subjects = new ArrayList<>();
        for (Path jdk : setting.jdks()) {
            Path folder = MockJarSubject.pack(setting, jdk);
            subjects.add(new MockJarSubject(jdk, folder, false));
            subjects.add(new MockJarSubject(jdk, folder, true));
        }
        return subjects;
    }

    private static Subject mockWebServer(BenchSetting setting, String configuration, List<String> options) {
        return new LibrarySubject(
                setting,
                "MockWebServer3 5.5.1",
                configuration,
                MockWebServerMain.class,
                OKHTTP,
                options,
                ExpectedBody.BLANK_LINE,
                false);
    }
}
