package dev.gpuworker.mock;

/** Hears what happens in a worker as it happens, for logs. Methods must return soon and not throw. */
public interface WorkerListener {
    /** Hears nothing. */
    WorkerListener NONE = new WorkerListener() {};

    /** Tells that a job's stream has begun. */
    default void jobStarted(RecordedJob job) {}

    /** Tells that a job has ended, in whatever way. */
    default void jobEnded(RecordedJob job) {}

    /** Tells that {@code POST /shutdown} asked the process to end once the active job has (M0-W-1340). */
    default void shutdownRequested() {}

    /** Tells that a script asks the process to exit at once with this code; the worker's sockets are dead already. */
    default void exitRequested(int code) {}
}
