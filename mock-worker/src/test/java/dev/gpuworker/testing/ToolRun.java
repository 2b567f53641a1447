package dev.gpuworker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a program in another language. If the interpreter or a library that {@code .ci/tools/install} installs is
 * missing, the test is skipped with that reason; under {@code CI=true} it fails, because {@code .ci/run} installs it.
 *
 * <p>The program runs in a temporary folder; arguments that are a {@link Path} are made absolute.
 *
 * @param exitCode its exit code
 * @param output what it printed, errors included
 */
public record ToolRun(int exitCode, String output) {
    /** Tests run in their module's folder. */
    private static final Path TOOLS =
            Path.of("..", ".ci", "tools").toAbsolutePath().normalize();

    private static final Path VENV = TOOLS.resolve("venv").resolve("bin");
    private static final Path MODULES = TOOLS.resolve("node_modules");

    /** Runs a script of Node.js that needs this library of {@code .ci/tools/package.json}. */
    public static ToolRun node(String library, Duration limit, Object... arguments)
            throws IOException, InterruptedException {
        Path own = VENV.resolve("node");
        Optional<Path> node = Files.isExecutable(own) ? Optional.of(own) : onPath("node");
        if (node.isEmpty()) {
            missing("node is not on the PATH");
        }
        if (!Files.isDirectory(MODULES.resolve(library))) {
            missing("the npm package " + library + " is not installed");
        }
        return run(limit, node.orElseThrow(), arguments);
    }

    /** Runs Python with this library of {@code .ci/tools/requirements.txt}. */
    public static ToolRun python(String library, Duration limit, Object... arguments)
            throws IOException, InterruptedException {
        Path requirements = TOOLS.resolve("venv").resolve("installed");
        if (!Files.isReadable(requirements)
                || !Files.readString(requirements).lines().anyMatch(line -> line.startsWith(library + "=="))) {
            missing("the Python package " + library + " is not installed");
        }
        return run(limit, VENV.resolve("python"), arguments);
    }

    private static void missing(String what) {
        String reason = what + "; run .ci/tools/install";
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder).resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static ToolRun run(Duration limit, Path program, Object... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        Stream.of(arguments).map(ToolRun::absolute).forEach(command::add);
        Path folder = Files.createTempDirectory("tool"); // some tools write caches where they run
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("NODE_PATH", MODULES.toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().put("PACT_DO_NOT_TRACK", "true");
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
            String printed = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(ended)
                    .as("%s ends within %s; it printed:%n%s", command, limit, printed)
                    .isTrue();
            return new ToolRun(process.exitValue(), printed);
        } finally {
            process.destroyForcibly();
            delete(folder);
        }
    }

    private static String absolute(Object argument) {
        return argument instanceof Path path ? path.toAbsolutePath().normalize().toString() : String.valueOf(argument);
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
