package dev.gpuworker.mock.cli;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerStartException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** The workers of this process, each with its own port, id, VRAM and journal. */
final class Fleet implements AutoCloseable {
    private final List<MockWorker> workers = new ArrayList<>();

    private Fleet() {}

    /** Starts all workers, or none. */
    static Fleet start(MockWorkerConfig first, int instances, Function<MockWorkerConfig, MockWorker> starter)
            throws StartFailure {
        var fleet = new Fleet();
        for (int ordinal = 0; ordinal < instances; ordinal++) {
            MockWorkerConfig config = nth(first, ordinal);
            try {
                fleet.workers.add(starter.apply(config));
            } catch (WorkerStartException e) {
                fleet.close();
                throw new StartFailure(e.code(), message(e, config), Map.of("port", config.port()));
            }
        }
        return fleet;
    }

    /** Returns the settings of the n-th worker, from 0: ports and the id's last digits count up. */
    static MockWorkerConfig nth(MockWorkerConfig first, int ordinal) {
        UUID id = UUID.fromString(first.workerId());
        Integer control = first.controlPort();
        return first.toBuilder()
                .workerId(new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + ordinal).toString())
                .port(countedUp(first.port(), ordinal))
                .controlPort(control == null ? null : Integer.valueOf(countedUp(control, ordinal)))
                .config();
    }

    List<MockWorker> workers() {
        return List.copyOf(workers);
    }

    /** Refuses new jobs, and lets running and waiting jobs finish until the grace period is over. */
    void drain(Duration grace) throws InterruptedException {
        long deadline = System.nanoTime() + grace.toNanos();
        workers.forEach(MockWorker::drain);
        for (MockWorker worker : workers) {
            worker.awaitIdle(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    @Override
    public void close() {
        workers.forEach(MockWorker::close);
    }

    private static int countedUp(int port, int ordinal) {
        return port == 0 ? 0 : port + ordinal;
    }

    private static String message(WorkerStartException e, MockWorkerConfig config) {
        return config.port() == 0 ? String.valueOf(e.getMessage()) : e.getMessage() + "; --port 0 takes a free port";
    }
}
