package dev.gpuworker.mock;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The verdict on a worker's clients, judged from its journal. A worker can't see whether a client reported a broken
 * stream to its own caller. Immutable.
 *
 * @param findings in the order of {@link ClientFinding.Kind}; none for a good client
 * @param complete whether the journal still has every job; if not, findings may be missing
 */
public record ClientVerdict(List<ClientFinding> findings, boolean complete) {
    /** Copies the list. */
    public ClientVerdict {
        findings = List.copyOf(findings);
    }

    /** Throws {@link AssertionError} with all findings if there are any. */
    public void assertClean() {
        if (!findings.isEmpty()) {
            throw new AssertionError("the journal shows " + findings.size()
                    + (findings.size() == 1 ? " mistake" : " mistakes") + " of the client:\n"
                    + findings.stream().map(ClientFinding::toString).collect(Collectors.joining("\n")));
        }
    }
}
