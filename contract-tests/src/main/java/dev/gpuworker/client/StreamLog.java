package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one stream as they come, and how it ended. The stream's thread writes it, any thread reads it; guarded
 * by this. Waiting needs no deadline, because the call's deadlines end every stream.
 */
final class StreamLog {
    private final List<ReceivedEvent> received = new ArrayList<>();
    private boolean opened;
    private @Nullable Transcript transcript;
    private @Nullable WorkerClientException failure;

    synchronized void opened() {
        opened = true;
        notifyAll();
    }

    synchronized void add(ReceivedEvent event) {
        received.add(event);
        notifyAll();
    }

    synchronized void ended(Transcript whole, @Nullable WorkerClientException because) {
        transcript = whole;
        failure = because;
        notifyAll();
    }

    /** Ends the log with this failure unless it has ended. */
    synchronized void endedUnless(Supplier<WorkerClientException> because) {
        if (transcript == null) {
            WorkerClientException exception = because.get();
            ended(exception.transcript(), exception);
        }
    }

    synchronized List<ReceivedEvent> received() {
        return List.copyOf(received);
    }

    /**
     * Waits for the event at this position; returns null if the stream ended well before it. Throws if the stream
     * failed.
     */
    synchronized @Nullable ReceivedEvent await(int index) throws InterruptedException {
        while (received.size() <= index && transcript == null) {
            wait();
        }
        if (received.size() > index) {
            return received.get(index);
        }
        throwIfFailed();
        return null;
    }

    /** Waits for the head of a good answer. Throws if the call failed before. */
    synchronized void awaitOpen() throws InterruptedException {
        while (!opened && transcript == null) {
            wait();
        }
        if (!opened) {
            throwIfFailed();
        }
    }

    /** Waits for the end, good or bad. */
    synchronized Transcript awaitEnd() throws InterruptedException {
        while (transcript == null) {
            wait();
        }
        return Objects.requireNonNull(transcript);
    }

    synchronized void throwIfFailed() {
        if (failure != null) {
            throw failure;
        }
    }
}
