package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.ModelCatalogue;
import java.io.PrintStream;
import java.util.Locale;

/** {@code models}: lists the built-in models. */
final class ModelsCommand {
    private ModelsCommand() {}

    static int list(PrintStream out) {
        for (ModelCard card : ModelCatalogue.cards()) {
            out.printf(
                    Locale.ROOT,
                    "%-28s %-7s %-9s vocabulary %6d  context %6d  weights %,d bytes  KV cache %,d bytes a token%n",
                    ModelCatalogue.PREFIX + card.name(),
                    card.quantKind(),
                    card.tokenizerKind().wireName(),
                    card.vocabSize(),
                    card.contextLength(),
                    card.weightsBytes(),
                    card.kvBytesPerToken());
        }
        return MockProgram.STOPPED;
    }
}
