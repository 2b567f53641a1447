package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;

/**
 * Watches a stream. One thread of the client calls it, in order, including for events that came before the watch began.
 */
public interface StreamWatcher {
    /** Takes an event. An exception ends only the watch. */
    void event(ReceivedEvent received);

    /** Takes the whole stream, if it ended with its terminal event. */
    default void ended(StreamRecord stream) {}

    /** Takes the failure, if the stream did not end so. */
    default void failed(WorkerClientException failure) {}
}
