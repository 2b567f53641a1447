package dev.gpuworker.conformance;

/** How binding a rule is, and so what a breach of it means. */
public enum Keyword {
    /** Demanded by the contract: a breach is {@code failed}. */
    MUST,
    /** Recommended by the contract: a breach is {@code warned}. */
    SHOULD,
    /** Optional in the contract, but where it is done it has to be done so: a breach is {@code failed}. */
    MAY,
    /** Not in the contract; what this rulebook expects of a good worker beyond it: a breach is {@code warned}. */
    OURS;

    /** Tells whether a breach makes a run red. */
    public boolean breachIsRed() {
        return switch (this) {
            case MUST, MAY -> true;
            case SHOULD, OURS -> false;
        };
    }
}
