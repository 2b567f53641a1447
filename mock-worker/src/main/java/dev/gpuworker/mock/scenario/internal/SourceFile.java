package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.Problem;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioYaml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Turns a file into text: regular, not too large, UTF-8. */
public final class SourceFile {
    private static final int MAX = ScenarioYaml.FILE_BYTES_MAX;

    private SourceFile() {}

    /** Returns the file's text. Throws {@link ScenarioException} where it has none. */
    public static SourceText read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw unusable(name, "is a directory", "name a file in it");
        }
        if (!Files.exists(file)) {
            throw unusable(name, "no such file", "");
        }
        if (!Files.isRegularFile(file)) {
            throw unusable(name, "is not a regular file", "");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return decode(name, in.readNBytes(MAX + 1));
        } catch (AccessDeniedException e) {
            throw unusable(name, "cannot be read: permission denied", "");
        } catch (IOException e) {
            throw unusable(name, "cannot be read: " + Printable.line(String.valueOf(e.getMessage())), "");
        }
    }

    /** Returns the text of these bytes, a byte order mark left out. */
    public static SourceText decode(String name, byte[] bytes) {
        if (bytes.length > MAX) {
            throw tooLarge(name);
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw unusable(name, "is UTF-16", "save it as UTF-8");
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        return SourceText.of(name, utf8(name, bytes, from));
    }

    /** Returns the same text. Throws {@link ScenarioException} where it is too large. */
    public static SourceText bounded(SourceText source) {
        if (source.text().length() > MAX) {
            throw tooLarge(source.name());
        }
        return source;
    }

    private static String utf8(String name, byte[] bytes, int from) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        boolean bad = decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (!bad) {
            return text;
        }
        List<String> lines = SourceText.of(name, text).lines();
        int line = lines.size();
        String lastLine = lines.get(line - 1);
        int column = lastLine.codePointCount(0, lastLine.length()) + 1;
        String problem = String.format("byte 0x%02x at offset %d is not UTF-8", bytes[in.position()], in.position());
        throw at(name, new Problem(line, column, 1, problem, "save it as UTF-8; is it a scenario file at all?"));
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int k = 0; k < start.length; k++) {
            if ((bytes[k] & 0xFF) != start[k]) {
                return false;
            }
        }
        return true;
    }

    private static ScenarioException tooLarge(String name) {
        return unusable(name, "is larger than " + MAX / 1024 + " KiB", "part it into several files");
    }

    private static ScenarioException unusable(String name, String problem, String hint) {
        return at(name, new Problem(1, 1, 1, problem, hint));
    }

    private static ScenarioException at(String name, Problem problem) {
        return new ScenarioException(name, List.of(problem), ProblemText.of(name, problem, ""));
    }
}
