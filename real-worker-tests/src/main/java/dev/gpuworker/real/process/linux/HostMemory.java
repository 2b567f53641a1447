package dev.gpuworker.real.process.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host memory of a group of processes as proportional set sizes (PSS): a page that several processes share counts once.
 * Swapped pages count too.
 *
 * @param privateBytes memory that only these processes hold: heaps, stacks, anonymous and shared mappings
 * @param fileBytes resident pages of files, such as programs and a mapped model; the kernel can drop them at any time
 */
public record HostMemory(long privateBytes, long fileBytes) {
    private static final long KIB = 1024;
    private static final Pattern LINE = Pattern.compile("(Pss_Anon|Pss_File|Pss_Shmem|SwapPss): +(\\d{1,15}) kB");

    /** Adds up the host memory of living processes; empty if the kernel shows it for none of them. */
    public static Optional<HostMemory> of(Collection<ProcStat> processes) {
        return processes.stream()
                .map(process -> Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))
                .flatMap(file -> read(file).stream())
                .reduce((one, other) ->
                        new HostMemory(one.privateBytes + other.privateBytes, one.fileBytes + other.fileBytes));
    }

    private static Optional<HostMemory> read(Path file) {
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException goneOrForeign) {
            return Optional.empty();
        }
    }

    /** Parses {@code smaps_rollup}, see proc(5); empty if a kernel before 5.4 wrote it. */
    static Optional<HostMemory> parse(String text) {
        long bytes = 0;
        long file = 0;
        int seen = 0;
        Matcher matcher = LINE.matcher(text);
        while (matcher.find()) {
            long size = Long.parseLong(matcher.group(2)) * KIB;
            if (matcher.group(1).equals("Pss_File")) {
                file += size;
            } else {
                bytes += size;
            }
            seen++;
        }
        return seen < 3 ? Optional.empty() : Optional.of(new HostMemory(bytes, file));
    }
}
