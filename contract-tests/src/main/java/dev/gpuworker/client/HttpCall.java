package dev.gpuworker.client;

import dev.gpuworker.client.transcript.ReceivedEvent;
import dev.gpuworker.client.transcript.Transcript;
import dev.gpuworker.client.transcript.TransferEnd;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;

/** One call: its recording, its deadlines, and the one place that gives a failure its type. */
final class HttpCall {
    /** Reads the answer, on the thread that runs the exchange. */
    interface Reader {
        void read(Response response) throws IOException;
    }

    private final Transport transport;
    private final Request request;
    private final TranscriptRecorder recording;
    private final Watchdog watchdog;
    private final Call call;
    private volatile DeadlineKind afterConnect = DeadlineKind.ANSWER;
    private volatile boolean closedByCaller;

    HttpCall(Transport transport, Request request, TranscriptRecorder recording) {
        this.transport = transport;
        this.request = request;
        this.recording = recording;
        this.call = transport.newCall(request, recording, this::connected);
        this.watchdog = transport.watchdog(call::cancel);
    }

    private void connected() {
        watchdog.enter(afterConnect);
    }

    Watchdog watchdog() {
        return watchdog;
    }

    TranscriptRecorder recording() {
        return recording;
    }

    /** Frees the connection at once; a reader gets a failure. */
    void close() {
        closedByCaller = true;
        call.cancel();
    }

    /** Runs the call to its end and returns its failure, if any. */
    Optional<CallFailure> run(DeadlineKind phase, Reader reader) {
        afterConnect = phase;
        transport.begin(this);
        watchdog.enter(DeadlineKind.CONNECT);
        try (Response response = call.execute()) {
            try {
                reader.read(response);
            } catch (IOException | RuntimeException e) {
                call.cancel(); // before the response is closed, which would drain it first
                throw e;
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) { // OkHttp throws unchecked exceptions for some broken HTTP
            return Optional.of(CallFailure.of(e, recording, watchdog.expired(), closedByCaller));
        } finally {
            finished();
        }
    }

    /** Sends the call and returns the answer, once its head has come. Throws its failure. */
    RawResponse open() {
        afterConnect = DeadlineKind.FIRST_EVENT;
        transport.begin(this);
        watchdog.enter(DeadlineKind.CONNECT);
        try {
            Response response = call.execute();
            return new RawResponse(this, response, recording.ended(TransferEnd.COMPLETE, ""));
        } catch (IOException | RuntimeException e) { // OkHttp throws unchecked exceptions for some broken HTTP
            finished();
            throw failure(e);
        }
    }

    /** Ends the deadlines of a call that {@link #open} opened. */
    void finished() {
        watchdog.stop();
        transport.end(this);
    }

    /** Returns what this exception of OkHttp means for the caller. */
    WorkerClientException failure(Exception thrown) {
        return exception(CallFailure.of(thrown, recording, watchdog.expired(), closedByCaller), List.of());
    }

    Arrived arrived(Transcript transcript, List<ReceivedEvent> received) {
        return new Arrived(request.url().toString(), transcript, received);
    }

    WorkerClientException exception(CallFailure failure, List<ReceivedEvent> received) {
        Transcript transcript = recording.ended(failure.ending(), failure.detail());
        return failure.exception(transport.config(), arrived(transcript, received));
    }

    /** Runs a call whose answer is not a stream, and returns the whole answer. Throws its failure. */
    Transcript whole() {
        Optional<CallFailure> failure = run(DeadlineKind.ANSWER, response -> {
            while (!response.body().source().exhausted()) {
                response.body()
                        .source()
                        .skip(response.body().source().getBuffer().size());
            }
        });
        if (failure.isPresent()) {
            throw exception(failure.orElseThrow(), List.of());
        }
        return recording.ended(TransferEnd.COMPLETE, "");
    }
}
