package dev.gpuworker.mock.scenario.internal.frames;

import dev.gpuworker.wire.Seed;
import dev.gpuworker.wire.StopReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tokens of one job: how many it may send, how many it has sent, and why they end. Belongs to one job. */
public final class JobTokens {
    private final Seed seed;
    private final String model;
    private final int max;
    private final boolean withinMax;
    private final List<String> stop;
    private final Runnable onLeftOut;
    private @Nullable Generation generation;
    /** Tokens whose frames have been taken; all frames of one write are taken before any of them is sent. */
    private int taken;

    private int sent;
    private boolean leftOut;

    /**
     * Creates the tokens of a job.
     *
     * @param seed seed of the generated text
     * @param model name of the model, which is part of the seed
     * @param max greatest number of tokens of the job
     * @param withinMax whether a script's tokens beyond that are left out
     * @param stop sequences at which generation ends
     * @param onLeftOut called for each token that is left out
     */
    public JobTokens(Seed seed, String model, int max, boolean withinMax, List<String> stop, Runnable onLeftOut) {
        this.seed = seed;
        this.model = model;
        this.max = max;
        this.withinMax = withinMax;
        this.stop = List.copyOf(stop);
        this.onLeftOut = onLeftOut;
    }

    /** Returns the number of tokens sent. */
    public int sent() {
        return sent;
    }

    /** Counts a token that is about to be sent. */
    public void count() {
        sent++;
    }

    /** Returns how many of these tokens may still be sent. */
    public int allowed(int tokens) {
        return withinMax ? Math.min(tokens, Math.max(0, max - sent)) : tokens;
    }

    /** Returns the generated text. */
    public Generation generation() {
        if (generation == null) {
            generation = new Generation(seed, model, max, stop);
        }
        return generation;
    }

    /** Returns whether a script's token may be sent. */
    boolean takes() {
        if (withinMax && taken >= max) {
            leftOut = true;
            onLeftOut.run();
            return false;
        }
        taken++;
        return true;
    }

    /** Returns whether a token may be generated. */
    boolean takesGenerated(boolean endsByItself) {
        boolean more = taken < max
                && generation().matched() == null
                && !(endsByItself && generation().atEndOfText());
        taken += more ? 1 : 0;
        return more;
    }

    /** Returns whether {@code max_tokens} made the job's tokens fewer than its script's. */
    boolean isCutByMax() {
        boolean generated = withinMax && generation != null && generation.matched() == null;
        return leftOut || (generated && sent >= max);
    }

    StopReason stopReason() {
        if (generation != null && generation.matched() != null) {
            return StopReason.STOP_SEQUENCE;
        }
        return sent >= max ? StopReason.MAX_TOKENS : StopReason.EOS;
    }

    @Nullable String stopSequenceMatched() {
        return generation == null ? null : generation.matched();
    }
}
