package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.ProcStat;
import dev.gpuworker.real.process.linux.Spawning;
import dev.gpuworker.real.process.linux.Waiting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sends signals to process groups, which the JDK cannot. */
final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A number has at most 11 characters, and every system allows a command line of 128 KiB. */
    private static final int TARGETS_MAX = 5000;

    private Signals() {}

    /** Sends a signal to every process of the group; returns false if there is no such group. */
    static boolean sendToGroup(String signal, long group) {
        return send(signal, "-" + group);
    }

    /**
     * Sends a signal to each of the processes and to their groups. Each gets a separate command, so that one that is
     * already gone does not keep the signal from the others. Groups of this JVM's session are left alone, because a
     * process that is just being started still belongs to one.
     */
    static void sendToAll(String signal, Collection<ProcStat> processes) {
        long ours = ProcStat.ownSession();
        Set<String> targets = new LinkedHashSet<>();
        processes.stream()
                .filter(process -> process.group() > 1 && process.session() != ours)
                .forEach(process -> targets.add("-" + process.group()));
        processes.forEach(process -> targets.add(Long.toString(process.pid())));
        List<String> all = List.copyOf(targets);
        for (int from = 0; from < all.size(); from += TARGETS_MAX) {
            sendToEach(signal, all.subList(from, Math.min(all.size(), from + TARGETS_MAX)));
        }
    }

    private static void sendToEach(String signal, List<String> targets) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "s=$1; shift; for t do kill -s \"$s\" -- \"$t\"; done", "kill", signal));
        words.addAll(targets);
        try {
            Waiting.forExit(Spawning.start(quiet(words)), PATIENCE);
        } catch (IOException noProcessCanBeStarted) {
            targets.forEach(target -> sendFromHere(signal, target));
        }
    }

    static boolean send(String signal, String target) {
        try {
            Process sent =
                    Spawning.start(quiet(List.of("sh", "-c", "kill -s \"$1\" -- \"$2\"", "kill", signal, target)));
            return Waiting.forExit(sent, PATIENCE) && sent.exitValue() == 0;
        } catch (IOException e) {
            sendFromHere(signal, target);
            return true;
        }
    }

    /** If no more processes can be started, this JVM can at least end the leader of a group itself. */
    private static void sendFromHere(String signal, String target) {
        ProcessHandle.of(Math.abs(Long.parseLong(target))).ifPresent(process -> {
            if (signal.equals("KILL")) {
                process.destroyForcibly();
            } else if (signal.equals("TERM")) {
                process.destroy();
            }
        });
    }

    private static ProcessBuilder quiet(List<String> words) {
        return new ProcessBuilder(words)
                .redirectInput(Redirect.from(WorkerProcess.NOTHING))
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
    }
}
