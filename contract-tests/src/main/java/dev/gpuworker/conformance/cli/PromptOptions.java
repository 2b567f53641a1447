package dev.gpuworker.conformance.cli;

import dev.gpuworker.conformance.JobPrompts;
import dev.gpuworker.io.TextFileException;
import dev.gpuworker.io.TextFiles;
import dev.gpuworker.wire.RequestLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options with which a user names prompts that the worker continues. */
public final class PromptOptions {
    /** The longest prompt, if each of its characters takes four bytes. */
    private static final int FILE_BYTES_MAX = 4 * RequestLimits.PROMPT_CODE_POINTS_MAX;

    @Option(
            names = "--prompt",
            paramLabel = "<text>",
            description =
                    "a prompt that this worker continues for 64 tokens or more; used for the jobs of all exercises,"
                            + " before the prompts that the run knows; may be given several times")
    private List<String> texts = List.of();

    @Option(
            names = "--prompt-file",
            paramLabel = "<file>",
            description = "a file whose whole text, in UTF-8, is such a prompt; may be given several times")
    private List<Path> files = List.of();

    /**
     * Returns the prompts of a run. Throws {@link IllegalArgumentException} if a file can't be read, or if a prompt is
     * empty or too long.
     */
    public JobPrompts prompts() {
        List<String> all = new ArrayList<>(texts);
        for (Path file : files) {
            try {
                all.add(TextFiles.read(file, FILE_BYTES_MAX));
            } catch (TextFileException e) {
                throw new IllegalArgumentException("--prompt-file: " + e.getMessage(), e);
            }
        }
        return JobPrompts.STANDARD.after(all);
    }
}
