package dev.gpuworker.conformance;

/** How binding a check is, and therefore what a breach means. */
public enum Keyword {
    /** Demanded by the contract: a breach is {@code failed}. */
    MUST,
    /** Recommended by the contract: a breach is {@code warned}. */
    SHOULD,
    /** Optional in the contract, but if it is offered, it must be as the rule says: a breach is {@code failed}. */
    MAY,
    /** Not in the contract: what this rulebook expects of a good worker beyond it. A breach is {@code warned}. */
    OURS;

    /** Returns whether a breach makes a run red. */
    public boolean breachIsRed() {
        return switch (this) {
            case MUST, MAY -> true;
            case SHOULD, OURS -> false;
        };
    }
}
