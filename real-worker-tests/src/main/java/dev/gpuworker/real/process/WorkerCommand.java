package dev.gpuworker.real.process;

import dev.gpuworker.real.process.linux.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command to run: a program, its arguments, and environment variables on top of this JVM's own.
 *
 * @param binary the program
 * @param arguments its arguments, passed unchanged
 * @param environment additional variables; values never appear in messages, since they may be secrets
 */
public record WorkerCommand(WorkerBinary binary, List<String> arguments, Map<String, String> environment) {
    /** Copies the collections. */
    public WorkerCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Returns this command with one argument's value replaced, or with both appended if it does not have them. */
    public WorkerCommand with(String flag, String value) {
        List<String> changed = new ArrayList<>(arguments);
        int at = changed.indexOf(flag);
        if (at < 0) {
            changed.addAll(List.of(flag, value));
        } else {
            changed.set(at + 1, value);
        }
        return new WorkerCommand(binary, changed, environment);
    }

    /** Returns program and arguments. */
    public List<String> words() {
        List<String> words = new ArrayList<>(List.of(binary.path().toString()));
        words.addAll(arguments);
        return words;
    }

    /** Returns the line to type in a shell, quoted where needed. */
    public String line() {
        return Text.commandLine(words());
    }
}
