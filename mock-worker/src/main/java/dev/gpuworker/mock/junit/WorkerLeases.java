package dev.gpuworker.mock.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The workers of one test or one class. The JUnit store of that context holds and closes it: JUnit before 5.13 closes
 * only a {@code CloseableResource}, later ones an {@link AutoCloseable}.
 */
@SuppressWarnings("deprecation")
final class WorkerLeases implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    private final List<WorkerLease> leases = new ArrayList<>();

    void add(WorkerLease lease) {
        leases.add(lease);
    }

    /** Fails the test if a worker has leftovers that its annotation forbids. */
    void requireNothingLeft() {
        List<String> lines = leases.stream().flatMap(WorkerLease::leftovers).toList();
        if (!lines.isEmpty()) {
            throw new AssertionError(lines.stream()
                    .collect(Collectors.joining("\n  ", "the test left something behind in its worker:\n  ", "")));
        }
    }

    @Override
    public void close() {
        for (int i = leases.size() - 1; i >= 0; i--) {
            leases.get(i).close();
        }
    }
}
