package dev.gpuworker.torture;

/**
 * The judgement of a client in one scenario.
 *
 * @param verdict the verdict
 * @param difference the first difference between what was demanded and what the client did; empty if it was right
 * @param because what demands it: decisions, requirements and standards, separated by commas; empty if nothing does
 */
public record Judgement(Verdict verdict, String difference, String because) {
    /** The verdicts. */
    public enum Verdict {
        /** No demand was broken. */
        RIGHT,
        /** A demand that binds was broken. */
        WRONG,
        /** It cannot be known: the client's own time limit may be longer than its time. */
        UNDECIDED
    }

    static final Judgement RIGHT = new Judgement(Verdict.RIGHT, "", "");

    static Judgement wrong(String difference, String because) {
        return new Judgement(Verdict.WRONG, difference, because);
    }

    static Judgement undecided(String difference) {
        return new Judgement(Verdict.UNDECIDED, difference, "");
    }
}
