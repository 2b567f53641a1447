package dev.gpuworker.bench.peer;

import java.util.List;
import java.util.stream.Stream;

/**
 * A peer's answer under a path, as one argument {@code name:tokens:millis}.
 *
 * @param name the path without its slash
 * @param tokens token frames of the stream
 * @param everyMillis milliseconds between two
 */
record Spec(String name, int tokens, long everyMillis) {
    /** Reads the arguments after the port. */
    static List<Spec> of(String[] args) {
        return Stream.of(args).skip(1).map(Spec::of).toList();
    }

    private static Spec of(String argument) {
        String[] parts = argument.split(":", -1);
        return new Spec(parts[0], Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
    }
}
