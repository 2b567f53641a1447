package dev.gpuworker.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads text files that people or other programs wrote: UTF-8, with or without a byte order mark. Everything else is an
 * error that names file, line and remedy. Thread-safe.
 */
public final class TextFiles {
    private static final int KIB = 1024;

    /** Enough to distinguish UTF-16 without a byte order mark from UTF-8 that contains a NUL by accident. */
    private static final int PATTERN_BYTES = 4;

    private TextFiles() {}

    /**
     * Returns the text of the file, without its byte order mark.
     *
     * @param bytesMax the most bytes that the file may have, 1 to {@code Integer.MAX_VALUE - 16}; a larger file is an
     *     error, and reading stops there
     * @throws TextFileException if the file cannot be read, is too large, or is not UTF-8
     */
    public static String read(Path file, int bytesMax) throws TextFileException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new TextFileException(name, 0, 0, "is a folder", "name a file in it");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(bytesMax + 1);
        } catch (NoSuchFileException e) {
            throw new TextFileException(name, 0, 0, "no such file", "");
        } catch (IOException e) {
            throw new TextFileException(name, 0, 0, "cannot be read: " + FileReason.of(e), "");
        }
        if (bytes.length > bytesMax) {
            throw new TextFileException(name, 0, 0, "is larger than " + size(bytesMax), "");
        }
        return decode(name, bytes);
    }

    /**
     * Returns the text of these bytes, without their byte order mark.
     *
     * @param name name of the file in messages
     * @throws TextFileException if they are not UTF-8
     */
    public static String decode(String name, byte[] bytes) throws TextFileException {
        boolean wideMark = startsWith(bytes, 0xFF, 0xFE, 0, 0) || startsWith(bytes, 0, 0, 0xFE, 0xFF);
        if (wideMark) {
            throw new TextFileException(name, 0, 0, "is UTF-32", "save it as UTF-8");
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE) || looksLikeUtf16(bytes)) {
            throw new TextFileException(name, 0, 0, "is UTF-16", "save it as UTF-8");
        }
        int from = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
        CharBuffer out = CharBuffer.allocate(bytes.length - from);
        boolean bad = decoder.decode(in, out, true).isError();
        String text = out.flip().toString();
        if (bad) {
            throw notUtf8(name, text, bytes[in.position()], in.position());
        }
        return text;
    }

    private static TextFileException notUtf8(String name, String before, byte bad, int offset) {
        String[] lines = before.split("\r\n|[\n\r]", -1);
        String last = lines[lines.length - 1];
        int column = last.codePointCount(0, last.length()) + 1;
        String problem = String.format("byte 0x%02x at offset %d is not UTF-8", bad, offset);
        return new TextFileException(name, lines.length, column, problem, "save it as UTF-8", before);
    }

    /** In UTF-16 without a byte order mark, every second byte of ASCII text is NUL. */
    private static boolean looksLikeUtf16(byte[] bytes) {
        if (bytes.length < PATTERN_BYTES) {
            return false;
        }
        boolean little = bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0;
        boolean big = bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0;
        return little || big;
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

    private static String size(int bytes) {
        int mib = KIB * KIB;
        if (bytes >= mib && bytes % mib == 0) {
            return bytes / mib + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? bytes / KIB + " KiB" : bytes + " bytes";
    }
}
