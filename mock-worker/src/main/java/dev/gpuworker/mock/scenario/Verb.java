package dev.gpuworker.mock.scenario;

import dev.gpuworker.wire.SentNames;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The verbs of steps, in the order of the documentation. A verb owns its word in scenario files and its keys; the
 * schema and the documentation are checked against it.
 */
public enum Verb {
    STARTED(
            SentNames.STARTED,
            List.of(SentNames.JOB_ID, SentNames.MODEL, SentNames.STARTED_AT, SentNames.SEED, "wire")),
    TOKEN(SentNames.TOKEN, List.of(SentNames.T, SentNames.I, "repeat", "wire")),
    TOKENS("tokens", List.of("text", "count", "generate", "first", "every", "wire")),
    METRICS(SentNames.METRICS, List.of(SentNames.TOKENS_PER_SEC, SentNames.VRAM_BYTES, "wire")),
    END(
            SentNames.END,
            List.of(
                    SentNames.TOKENS_OUT,
                    SentNames.DECODE_TIME_MS,
                    SentNames.STOP_REASON,
                    SentNames.STOP_SEQUENCE_MATCHED,
                    "wire")),
    ERROR(SentNames.ERROR, List.of(SentNames.CODE, SentNames.MESSAGE, SentNames.RETRIABLE, "wire")),
    COMMENT("comment", List.of("text", "repeat", "wire")),
    RAW("raw", List.of("text", "hex", "base64", "repeat", "wire")),
    WAIT("wait", List.of("p50", "p99")),
    HOLD("hold", List.of("gate")),
    STALL("stall", List.of("at", "for")),
    EOF("eof", List.of()),
    CUT("cut", List.of("kind")),
    RESET("reset", List.of()),
    EXIT("exit", List.of("code", "back-after"));

    private final String word;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> keys;

    Verb(String word, List<String> keys) {
        this.word = word;
        this.keys = keys;
    }

    /** Returns the verb with this word. */
    public static Optional<Verb> of(String word) {
        return Stream.of(values()).filter(verb -> verb.word.equals(word)).findFirst();
    }

    /** Returns the words of all verbs. */
    public static List<String> words() {
        return Stream.of(values()).map(Verb::word).toList();
    }

    /** Returns the word in scenario files. */
    public String word() {
        return word;
    }

    /** Returns the keys that a step with this verb may have. */
    public List<String> keys() {
        return keys;
    }

    /** Returns the word. */
    @Override
    public String toString() {
        return word;
    }
}
