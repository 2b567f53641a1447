package dev.gpuworker.conformance;

/** The parts of the contract by which rules and reports are grouped; a rule's id begins with the part's number. */
public enum Section {
    EXECUTE(1, "POST /execute"),
    STREAM(2, "The stream"),
    ENDPOINTS(3, "The other endpoints"),
    ERRORS(4, "Error codes");

    private final int number;
    private final String title;

    Section(int number, String title) {
        this.number = number;
        this.title = title;
    }

    /** Returns the section's number in {@code docs/worker-api.md}. */
    public int number() {
        return number;
    }

    /** Returns the section's heading. */
    public String title() {
        return title;
    }

    /** Returns the section of a rule id such as {@code W-204}. */
    public static Section ofRule(String id) {
        for (Section section : values()) {
            if (id.startsWith("W-" + section.number)) {
                return section;
            }
        }
        throw new IllegalArgumentException("a rule id is W- and three digits, the first from 1 to 4, but was " + id);
    }
}
