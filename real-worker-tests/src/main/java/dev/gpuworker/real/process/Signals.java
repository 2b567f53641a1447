package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Spawning;
import dev.gpuworker.real.process.linux.Waiting;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;

/** Sends signals to process groups, which the JDK cannot. */
final class Signals {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Signals() {}

    /** Sends a signal to every process of the group; returns false where there is no such group. */
    static boolean sendToGroup(String signal, long group) {
        return send(signal, "-" + group);
    }

    static boolean send(String signal, String target) {
        try {
            ProcessBuilder kill = new ProcessBuilder("sh", "-c", "kill -s \"$1\" -- \"$2\"", "kill", signal, target)
                    .redirectInput(Redirect.from(WorkerProcess.NOTHING))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD);
            Process sent = Spawning.start(kill);
            return Waiting.forExit(sent, PATIENCE) && sent.exitValue() == 0;
        } catch (IOException e) {
            // No process can be started any more: the leader at least can be signalled from here.
            long pid = Math.abs(Long.parseLong(target));
            ProcessHandle.of(pid).ifPresent(process -> {
                if (signal.equals("KILL")) {
                    process.destroyForcibly();
                } else {
                    process.destroy();
                }
            });
            return true;
        }
    }
}
