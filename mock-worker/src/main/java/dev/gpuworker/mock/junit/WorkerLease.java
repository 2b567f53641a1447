package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorker;
import java.util.List;
import java.util.stream.Stream;

/**
 * A worker of one test or class, with what must not be left in it.
 *
 * @param worker open until {@link #close}
 * @param place where the annotation stands, for messages
 * @param forbidden what must not be left
 * @param release takes the worker out of its field again, so that the next test gets a fresh one
 */
record WorkerLease(MockWorker worker, String place, List<Leftover> forbidden, Runnable release)
        implements AutoCloseable {
    WorkerLease {
        forbidden = List.copyOf(forbidden);
    }

    /** Returns one line for each thing that is left and must not be. */
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
