package dev.gpuworker.real.process.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an ELF file, with the kernel's own checks before it runs a program. The offsets are those of
 * {@code elf.h}.
 */
final class ElfHead {
    private static final int HEADER_BYTES_64 = 64;
    private static final int SEGMENT_BYTES_64 = 56;
    private static final int CLASS_32 = 1;
    private static final int CLASS_64 = 2;
    private static final int TYPE_PROGRAM = 2;
    private static final int TYPE_PROGRAM_ANYWHERE = 3;
    private static final int SEGMENT_IS_LOADED = 1;
    private static final int X86_64 = 62;
    private static final int AARCH64 = 183;

    private final ByteBuffer head;
    private final long fileBytes;

    private ElfHead(ByteBuffer head, long fileBytes) {
        this.head = head;
        this.fileBytes = fileBytes;
    }

    /** Returns why the kernel would not run the file, as the end of a sentence; empty if it would. */
    static Optional<String> whyNotRunnable(byte[] head, long fileBytes) {
        if (head.length < HEADER_BYTES_64) {
            return Optional.of("is an ELF program cut off after " + head.length + " bytes");
        }
        ByteOrder order = head[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        return new ElfHead(ByteBuffer.wrap(head).order(order), fileBytes).whyNotRunnable();
    }

    private Optional<String> whyNotRunnable() {
        int bits = head.get(4);
        int type = head.getShort(16);
        if ((bits != CLASS_32 && bits != CLASS_64) || (head.get(5) != 1 && head.get(5) != 2)) {
            return Optional.of("begins like an ELF program, but its header is damaged");
        }
        int machine = Short.toUnsignedInt(head.getShort(18));
        String here = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        if ((here.equals("amd64") && machine == AARCH64) || (here.equals("aarch64") && machine == X86_64)) {
            return Optional.of(
                    "is built for " + (machine == AARCH64 ? "aarch64" : "x86-64") + ", but this machine is " + here);
        }
        if (type != TYPE_PROGRAM && type != TYPE_PROGRAM_ANYWHERE) {
            return Optional.of("is an ELF file but not a program: its type is " + type + " instead of 2 or 3");
        }
        return bits == CLASS_64 && wantedBytes() > fileBytes
                ? Optional.of("is an ELF program cut off after " + fileBytes + " bytes: its last segment ends at byte "
                        + wantedBytes())
                : Optional.empty();
    }

    /** Returns where the last segment that the kernel would load ends, as far as the head shows. */
    private long wantedBytes() {
        long wanted = 0;
        long first = head.getLong(32);
        int count = Short.toUnsignedInt(head.getShort(56));
        for (int i = 0; i < count; i++) {
            long at = end(first, (long) i * SEGMENT_BYTES_64);
            if (at < HEADER_BYTES_64 || end(at, SEGMENT_BYTES_64) > head.limit()) {
                return Math.max(wanted, at < HEADER_BYTES_64 ? 0 : end(at, SEGMENT_BYTES_64));
            }
            if (head.getInt((int) at) == SEGMENT_IS_LOADED) {
                wanted = Math.max(wanted, end(head.getLong((int) at + 8), head.getLong((int) at + 32)));
            }
        }
        return wanted;
    }

    /** A damaged header may name offsets that overflow a long; they count as beyond the end of every file. */
    private static long end(long from, long bytes) {
        return bytes < 0 || from > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : from + bytes;
    }
}
