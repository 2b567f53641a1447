package dev.gpuworker.mock;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the journal shows of the clients of a worker: what they did that costs somebody. Whether a client told its own
 * caller of a broken stream is nothing that a worker can see. Immutable.
 *
 * @param findings in the order of {@link ClientFinding.Kind}; none for a good client
 * @param complete whether the journal still has everything; otherwise there may be more to find
 */
public record ClientVerdict(List<ClientFinding> findings, boolean complete) {
    /** Copies the list. */
    public ClientVerdict {
        findings = List.copyOf(findings);
    }

    /** Throws {@link AssertionError} with all findings, where there are any. */
    public void assertClean() {
        if (!findings.isEmpty()) {
            throw new AssertionError("the journal shows " + findings.size()
                    + (findings.size() == 1 ? " mistake" : " mistakes") + " of the client:\n"
                    + findings.stream().map(ClientFinding::toString).collect(Collectors.joining("\n")));
        }
    }
}
