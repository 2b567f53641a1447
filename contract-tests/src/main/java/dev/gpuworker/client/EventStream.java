package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.wire.InferenceEvent;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The live stream of one job. A thread of the client reads it as fast as it arrives and keeps every event, so arrival
 * times are correct however slowly the caller reads. Each {@link #iterator()} begins with the first event.
 *
 * <p>Every waiting method ends at the deadlines of {@link WorkerClientConfig}, by {@link #close()} or by interruption;
 * it throws the {@link WorkerClientException} that ended the stream. A stream ends well if a terminal event came, no
 * event followed, and then the response ended. Only the transcript shows whether that end was truncated or a reset.
 * Thread-safe.
 */
public final class EventStream implements Iterable<InferenceEvent>, AutoCloseable {
    private final HttpCall exchange;
    private final StreamLog log;
    private final Transport transport;

    EventStream(HttpCall exchange, StreamLog log, Transport transport) {
        this.exchange = exchange;
        this.log = log;
        this.transport = transport;
    }

    /** Waits until the worker has accepted the job: status 200 and the content type of an event stream. */
    public EventStream awaitOpen() {
        return waiting(() -> {
            log.awaitOpen();
            return this;
        });
    }

    /**
     * Waits for the first event that matches, including events that have already come; empty if the stream ends first.
     */
    public Optional<ReceivedEvent> await(Predicate<InferenceEvent> wanted) {
        for (int index = 0; ; index++) {
            ReceivedEvent received = next(index);
            if (received == null || wanted.test(received.event())) {
                return Optional.ofNullable(received);
            }
        }
    }

    /** Reads to the end and returns the whole stream. */
    public StreamRecord collect() {
        return waiting(() -> {
            Transcript transcript = log.awaitEnd();
            log.throwIfFailed();
            return new StreamRecord(log.received(), transcript);
        });
    }

    /** Waits for the end, good or bad, and returns the exchange. Throws only if interrupted. */
    public Transcript awaitTranscript() {
        return waiting(log::awaitEnd);
    }

    /** Registers a watcher, which a thread of the client calls; returns at once. */
    public void watch(StreamWatcher watcher) {
        transport.run(() -> {
            StreamRecord whole;
            try {
                int index = 0;
                for (ReceivedEvent next = next(index); next != null; next = next(++index)) {
                    watcher.event(next);
                }
                whole = collect();
            } catch (WorkerClientException e) {
                watcher.failed(e);
                return;
            }
            watcher.ended(whole);
        });
    }

    /** Returns the events that have come so far. */
    public List<ReceivedEvent> received() {
        return log.received();
    }

    /**
     * Iterates over the events from the first one. {@code hasNext} waits; after the terminal event it waits for the end
     * of the response.
     */
    @Override
    public Iterator<InferenceEvent> iterator() {
        return new Events();
    }

    /** Closes the connection at once if it is still open; the worker sees its client disconnect. */
    @Override
    public void close() {
        exchange.close();
    }

    private @Nullable ReceivedEvent next(int index) {
        try {
            return log.await(index);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private <T> T waiting(Wait<T> wait) {
        try {
            return wait.get();
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private ClosedStreamException interrupted() {
        Thread.currentThread().interrupt();
        close();
        Transcript transcript = exchange.recording().ended(TransferEnd.CLOSED_BY_READER, "");
        return new ClosedStreamException(
                "the waiting thread was interrupted", exchange.arrived(transcript, log.received()));
    }

    private interface Wait<T> {
        T get() throws InterruptedException;
    }

    private final class Events implements Iterator<InferenceEvent> {
        private int index;

        @Override
        public boolean hasNext() {
            return EventStream.this.next(index) != null;
        }

        @Override
        public InferenceEvent next() {
            ReceivedEvent received = EventStream.this.next(index);
            if (received == null) {
                throw new NoSuchElementException("the stream has ended");
            }
            index++;
            return received.event();
        }
    }
}
