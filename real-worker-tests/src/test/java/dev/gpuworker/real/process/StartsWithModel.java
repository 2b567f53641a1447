package dev.gpuworker.real.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The main of a JVM that starts a worker with blanks and non-ASCII letters in its model path, and prints the command.
 */
final class StartsWithModel {
    private StartsWithModel() {}

    /** Arguments: the binary, a folder. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1], "modèles 模型"));
        Path model = Files.writeString(folder.resolve("tiny ü 🙂.gguf"), "");
        WorkerConfig config = WorkerConfig.builder(WorkerBinary.find(arguments[0]), model.toString())
                .build();
        try (ReadyWorker worker = ReadyWorker.start(config, folder)) {
            Path given = Path.of("/proc", Long.toString(worker.process().pid()), "cmdline");
            Files.writeString(
                    Path.of(arguments[1], "seen"),
                    String.join("\n", List.of(Files.readString(given).split("\0"))) + "\n"
                            + worker.process().command().line());
        }
    }
}
