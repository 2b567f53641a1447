package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.wire.InferenceEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call that failed. Each kind of failure has its own type, and each carries the data that had arrived until then. */
public abstract sealed class WorkerClientException extends RuntimeException
        permits RefusedException,
                TimedOutException,
                ResetException,
                UnterminatedStreamException,
                MalformedEventException,
                MalformedResponseException,
                HttpErrorException,
                LimitExceededException,
                ClosedStreamException {
    private final transient Arrived arrived;

    WorkerClientException(String what, Arrived arrived, @Nullable Throwable cause) {
        super(arrived.transcript().method() + " " + arrived.url() + ": " + what + "\n  " + arrived.describe(), cause);
        this.arrived = arrived;
    }

    /** Returns the exchange up to the failure. */
    public final Transcript transcript() {
        return arrived.transcript();
    }

    /** Returns the events that arrived before the failure, with their times; empty if there was no stream. */
    public final List<ReceivedEvent> received() {
        return arrived.received();
    }

    /** Returns the events that arrived before the failure. */
    public final List<InferenceEvent> events() {
        return arrived.events();
    }
}
