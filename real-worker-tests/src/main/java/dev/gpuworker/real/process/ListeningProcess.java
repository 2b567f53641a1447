package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.ProcessName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the process that listens on a port, from {@code /proc}. It can't find processes that this user may not see. */
final class ListeningProcess {
    private static final String LISTEN = "0A";

    private ListeningProcess() {}

    /**
     * Returns a process outside {@code family} that listens on the port; empty if a process of the family listens too.
     */
    static Optional<ProcessName> stranger(int port, WorkerFamily family) {
        Set<String> sockets = listeners(port);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        List<ProcStat> ours = family.members();
        if (ours.stream().anyMatch(member -> holds(Path.of("/proc", Long.toString(member.pid())), sockets))) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, sockets)) {
                    return ProcStat.read(process).map(ProcStat::processName);
                }
            }
        } catch (IOException unreadable) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Returns the listening sockets, in the form that {@code /proc/<pid>/fd} uses. */
    private static Set<String> listeners(int port) {
        String suffix = String.format(":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : lines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[1].endsWith(suffix) && fields[3].equals(LISTEN)) {
                    sockets.add("socket:[" + fields[9] + "]");
                }
            }
        }
        return sockets;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException noSuchTable) {
            return List.of();
        }
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)
                        && sockets.contains(Files.readSymbolicLink(descriptor).toString())) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException goneOrForeign) {
            return false;
        }
        return false;
    }
}
