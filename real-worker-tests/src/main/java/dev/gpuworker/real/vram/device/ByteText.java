package dev.gpuworker.real.vram.device;

import java.util.Locale;

/** Formats byte counts for people: the exact number, and a rounded one in a larger unit. */
public final class ByteText {
    private static final long KIB = 1024;
    private static final long MIB = 1024 * KIB;
    private static final long GIB = 1024 * MIB;

    private ByteText() {}

    /** Returns for example {@code 2097152 bytes (2.0 MiB)}, or {@code 17 bytes} below 1 KiB. */
    public static String of(long bytes) {
        long size = Math.abs(bytes);
        if (size >= GIB) {
            return with(bytes, GIB, "GiB");
        }
        if (size >= MIB) {
            return with(bytes, MIB, "MiB");
        }
        return size >= KIB ? with(bytes, KIB, "KiB") : bytes + " bytes";
    }

    private static String with(long bytes, long unitBytes, String unit) {
        return String.format(Locale.ROOT, "%d bytes (%.1f %s)", bytes, (double) bytes / unitBytes, unit);
    }
}
