package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorker;
import java.util.List;
import java.util.stream.Stream;

/**
 * A worker of one test or class, with the leftovers that are forbidden.
 *
 * @param worker open until {@link #close}
 * @param place place of the annotation, for messages
 * @param forbidden forbidden leftovers
 * @param release clears the worker's field, so that the next test gets a fresh one
 */
record WorkerLease(MockWorker worker, String place, List<Leftover> forbidden, Runnable release)
        implements AutoCloseable {
    WorkerLease {
        forbidden = List.copyOf(forbidden);
    }

    /** Returns one line for each forbidden leftover. */
    Stream<String> leftovers() {
        return forbidden.stream()
                .distinct()
                .flatMap(leftover -> leftover.in(worker).stream())
                .map(line -> place + ": " + line);
    }

    @Override
    public void close() {
        release.run();
        worker.close();
    }
}
