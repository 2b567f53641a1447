package dev.gpuworker.real;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.io.WholeFile;
import dev.gpuworker.wire.WireJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one test: {@code worker.log}, {@code metadata.json}, {@code transcript.ndjson}, {@code timings.json},
 * {@code vram.json} and {@code seeds.ndjson}. A file appears whole or not at all; the line files grow by whole lines.
 * Thread-safe.
 *
 * @param folder an existing, writable folder
 */
public record TestArtifacts(Path folder) {
    /** More runs of one test than anyone keeps; reaching it means that something creates folders without end. */
    private static final int RUNS_MAX = 10_000;

    private static final int NAME_CHARS_MAX = 80;

    /**
     * Creates a new folder below {@code root} that no other test uses: {@code <group>/<name>}, with a number appended
     * from the second one on.
     *
     * @throws ArtifactsException if it cannot be created or written
     */
    public static TestArtifacts create(Path root, String group, String name) {
        Path parent = root.toAbsolutePath().resolve(safe(group));
        try {
            Files.createDirectories(parent);
            Path folder = makeNew(parent, safe(name));
            Files.delete(Files.createFile(folder.resolve(".writable")));
            return new TestArtifacts(folder);
        } catch (IOException e) {
            throw new ArtifactsException(parent.resolve(safe(name)), e);
        }
    }

    private static Path makeNew(Path parent, String name) throws IOException {
        FileAlreadyExistsException last = new FileAlreadyExistsException(name);
        for (int run = 1; run <= RUNS_MAX; run++) {
            try {
                return Files.createDirectory(parent.resolve(run == 1 ? name : name + "-" + run));
            } catch (FileAlreadyExistsException anotherRun) {
                last = anotherRun;
            }
        }
        throw last;
    }

    /** Writes a JSON file and replaces an earlier one. */
    void write(String name, JsonNode content) {
        Path file = folder.resolve(name);
        try {
            WholeFile.write(file, PrintableText.of(content.toPrettyString()) + "\n");
        } catch (IOException e) {
            throw new ArtifactsException(file, e);
        }
    }

    /** Appends JSON lines; if the disk fills up, removes an incomplete last line. */
    synchronized void append(String name, List<? extends JsonNode> lines) {
        Path file = folder.resolve(name);
        long before = file.toFile().length();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(PrintableText.of(WireJson.text(line))).append('\n'));
        try {
            Files.write(
                    file,
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            takeBack(file, before, e);
            throw new ArtifactsException(file, e);
        }
    }

    private static void takeBack(Path file, long length, IOException cause) {
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Returns the size of one of the files; 0 if it does not exist. */
    long sizeBytes(String name) {
        return folder.resolve(name).toFile().length();
    }

    /** Deletes the folder and its contents, for a passed test whose artifacts are not kept. */
    public void delete() {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new ArtifactsException(folder, e);
        }
    }

    private static String safe(String name) {
        String clean = name.replaceAll("[^A-Za-z0-9._-]+", "_").replaceAll("^[._]+|_+$", "");
        return clean.isEmpty() ? "test" : clean.substring(0, Math.min(clean.length(), NAME_CHARS_MAX));
    }
}
