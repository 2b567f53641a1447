package dev.gpuworker.client;

import dev.gpuworker.client.transcript.EventOrder;
import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import dev.gpuworker.wire.InferenceEvent;
import dev.gpuworker.wire.SseFrame;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Response;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/** Reads one answer of {@code POST /execute} to its end, on its own thread. */
final class StreamCall implements Runnable {
    private static final String EVENT_STREAM = "text/event-stream";

    private final HttpCall exchange;
    private final StreamLog log;
    private final int eventBytesMax;
    private final DialectReading reading;
    private final EventOrder order;
    private boolean opened;

    StreamCall(HttpCall exchange, StreamLog log, WorkerClientConfig config) {
        this.exchange = exchange;
        this.log = log;
        this.eventBytesMax = config.eventBytesMax();
        this.reading = DialectReading.of(config.dialect());
        this.order = new EventOrder(config.dialect());
    }

    @Override
    public void run() {
        try {
            runToItsEnd();
        } finally {
            log.endedUnless(() -> exchange.exception( // only when this thread died of an Error
                    new CallFailure(
                            TransferEnd.CLOSED_BY_READER, new IllegalStateException("the reader died"), null, ""),
                    log.received()));
        }
    }

    private void runToItsEnd() {
        Optional<CallFailure> failure = exchange.run(DeadlineKind.FIRST_EVENT, this::read);
        if (failure.isPresent()) {
            ended(failure.orElseThrow());
        } else if (opened) {
            endedComplete();
        } else {
            refused();
        }
    }

    private void read(Response response) throws IOException {
        opened = response.code() == 200 && isEventStream(response);
        if (opened) {
            log.opened();
            FrameReader.read(new Touching(response.body().source()), eventBytesMax, this::frame);
        } else {
            exchange.watchdog().enter(DeadlineKind.ANSWER);
            while (!response.body().source().exhausted()) {
                response.body()
                        .source()
                        .skip(response.body().source().getBuffer().size());
            }
        }
    }

    private void frame(SseFrame frame, long fromByte, long toByte) throws IOException {
        InferenceEvent event;
        try {
            event = reading.event(frame);
        } catch (IllegalArgumentException e) {
            throw new BrokenStreamException(String.valueOf(e.getMessage()), fromByte);
        }
        Optional<String> problem = order.accept(event);
        if (problem.isPresent()) {
            throw new BrokenStreamException(problem.orElseThrow(), fromByte);
        }
        exchange.watchdog().enter(DeadlineKind.IDLE);
        log.add(new ReceivedEvent(event, exchange.recording().lastNanos(), fromByte, toByte));
    }

    private void ended(CallFailure failure) {
        boolean brokeOffAfterAll =
                order.isEnded() && (failure.ending() == TransferEnd.CUT || failure.ending() == TransferEnd.RESET);
        if (brokeOffAfterAll) {
            log.ended(exchange.recording().ended(failure.ending(), failure.detail()), null);
            return;
        }
        WorkerClientException exception = exchange.exception(failure, log.received());
        log.ended(exception.transcript(), exception);
    }

    private void endedComplete() {
        Transcript transcript = exchange.recording().ended(TransferEnd.COMPLETE, "");
        @Nullable WorkerClientException exception = order.isEnded()
                ? null
                : new UnterminatedStreamException(
                        "the stream ended without a terminal event (M0-W-1311)",
                        exchange.arrived(transcript, log.received()),
                        null);
        log.ended(transcript, exception);
    }

    private void refused() {
        Transcript transcript = exchange.recording().ended(TransferEnd.COMPLETE, "");
        log.ended(transcript, AnswerChecks.refusal(exchange.arrived(transcript, List.of()), 200, EVENT_STREAM));
    }

    private static boolean isEventStream(Response response) {
        String type = response.header("Content-Type", "");
        return mediaType(type).equals(EVENT_STREAM);
    }

    static String mediaType(@Nullable String contentType) {
        String type = contentType == null ? "" : contentType;
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** Reports every byte to the watchdog. */
    private final class Touching extends ForwardingSource {
        Touching(Source delegate) {
            super(delegate);
        }

        @Override
        public long read(Buffer sink, long byteCount) throws IOException {
            long count = super.read(sink, byteCount);
            exchange.watchdog().touch();
            return count;
        }
    }
}
