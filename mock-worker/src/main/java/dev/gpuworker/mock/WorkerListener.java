package dev.gpuworker.mock;

/** Is notified of what happens in a worker, for logs. Methods must return soon and must not throw. */
public interface WorkerListener {
    /** Ignores everything. */
    WorkerListener NONE = new WorkerListener() {};

    /** Called when a job's stream has begun. */
    default void jobStarted(RecordedJob job) {}

    /**
     * Called once for each job when it has ended, in whatever way, and before the job that takes its place starts. Its
     * client may not have taken the last bytes by then.
     */
    default void jobEnded(RecordedJob job) {}

    /** Called when {@code POST /shutdown} has asked the process to end after the active job (M0-W-1340). */
    default void shutdownRequested() {}

    /** Called when a script asks the process to exit at once with this code; the worker's sockets are already dead. */
    default void exitRequested(int code) {}
}
