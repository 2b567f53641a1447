package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The generated text of one job: it depends only on seed, model and max_tokens, never on the prompt. Belongs to one
 * job.
 */
public final class Generation {
    /** Long enough for a cancel to reach a running stream, short enough to reach the end of text soon. */
    private static final int LENGTH_MIN = 128;

    private static final int LENGTH_MAX = 640;
    private static final double WIDE_SHARE = 0.12;
    private static final double COMMA_SHARE = 0.06;
    private static final int SENTENCE_MIN = 6;
    private static final double STOP_SHARE = 0.15;

    private final SplittableRandom random;
    private final List<String> stop;
    private final int tailChars;
    private final StringBuilder tail = new StringBuilder();
    private final int naturalLength;
    private int tokens;
    private int sentence;
    private @Nullable String matched;

    public Generation(Seed seed, String model, int maxTokens, List<String> stop) {
        this.random = new SplittableRandom(hash(seed, model, maxTokens));
        this.stop = stop;
        this.tailChars = stop.stream().mapToInt(String::length).max().orElse(0);
        this.naturalLength = random.nextInt(LENGTH_MIN, LENGTH_MAX + 1);
    }

    /** Returns whether the text has reached its own end. */
    boolean atEndOfText() {
        return tokens >= naturalLength;
    }

    /** Returns the stop sequence that was generated; null if none was. */
    public @Nullable String matched() {
        return matched;
    }

    /** Returns the next token's text. */
    public String next() {
        String text = draw();
        tokens++;
        watchForStop(text);
        return text;
    }

    private String draw() {
        if (sentence >= SENTENCE_MIN && random.nextDouble() < STOP_SHARE) {
            sentence = 0;
            return pick(Words.STOPS);
        }
        sentence++;
        double share = random.nextDouble();
        if (share < WIDE_SHARE) {
            return pick(Words.WIDE);
        }
        boolean comma = share < WIDE_SHARE + COMMA_SHARE && sentence > 1;
        return pick(comma ? Words.COMMAS : Words.WORDS);
    }

    private String pick(List<String> pieces) {
        return pieces.get(random.nextInt(pieces.size()));
    }

    private void watchForStop(String text) {
        if (tailChars == 0 || matched != null) {
            return;
        }
        tail.append(text);
        for (String sequence : stop) {
            if (tail.indexOf(sequence) >= 0) {
                matched = sequence;
                return;
            }
        }
        tail.delete(0, Math.max(0, tail.length() - tailChars + 1));
    }

    private static long hash(Seed seed, String model, int maxTokens) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(seed.bits())
                    .putInt(maxTokens)
                    .array());
            return ByteBuffer.wrap(digest.digest(model.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing, which every Java platform must have", e);
        }
    }
}
