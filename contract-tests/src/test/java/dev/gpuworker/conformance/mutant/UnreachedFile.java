package dev.gpuworker.conformance.mutant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The recorded rules that cannot run against a mutant, because it does not get as far as their exercises need. */
final class UnreachedFile {
    static final Path COMMITTED = Path.of("src", "test", "resources", "mutants-unreached.txt");
    static final Path FRESH = Path.of("target", "mutants-unreached.txt");

    private UnreachedFile() {}

    static SortedMap<String, Set<String>> committed() {
        try {
            SortedMap<String, Set<String>> all = new TreeMap<>();
            for (String line : Files.readAllLines(COMMITTED)) {
                int colon = line.lastIndexOf(": ");
                all.put(
                        line.substring(0, colon),
                        new TreeSet<>(Arrays.asList(line.substring(colon + 2).split(" ", -1))));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeFresh(SortedMap<String, SortedSet<String>> unreached) {
        try {
            Files.createDirectories(FRESH.getParent());
            StringBuilder text = new StringBuilder();
            unreached.forEach((mutant, rules) -> text.append(mutant)
                    .append(": ")
                    .append(String.join(" ", rules))
                    .append('\n'));
            Files.writeString(FRESH, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
