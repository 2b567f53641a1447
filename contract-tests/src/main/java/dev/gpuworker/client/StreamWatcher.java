package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;

/** Watches a stream; called on one thread of the client, in order, also for what came before the watch began. */
public interface StreamWatcher {
    /** Takes an event. What this throws ends the watch and nothing else. */
    void event(ReceivedEvent received);

    /** Takes the whole stream, when it has ended with its terminal event. */
    default void ended(StreamRecord stream) {}

    /** Takes the failure, when the stream has not ended so. */
    default void failed(WorkerClientException failure) {}
}
