package dev.gpuworker.client;

import dev.gpuworker.client.transcript.TransferEnd;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call.
 *
 * @param ending how the exchange ended on the wire
 * @param thrown what was thrown
 * @param deadline the deadline that passed, only with {@link TransferEnd#TIMED_OUT}
 * @param detail the transport's message, for people
 */
record CallFailure(
        TransferEnd ending, Exception thrown, @Nullable DeadlineKind deadline, String detail) {
    /** Classifies an exception by the recording and the state of the call. */
    static CallFailure of(
            Exception thrown, TranscriptRecorder recording, @Nullable DeadlineKind expired, boolean closedByCaller) {
        String said = said(thrown);
        if (thrown instanceof BrokenStreamException || thrown instanceof TooMuchException) {
            return new CallFailure(TransferEnd.CLOSED_BY_READER, thrown, null, "");
        }
        if (expired != null) {
            return new CallFailure(TransferEnd.TIMED_OUT, thrown, expired, "");
        }
        if (closedByCaller || thrown instanceof InterruptedIOException) {
            return new CallFailure(TransferEnd.CLOSED_BY_READER, thrown, null, "");
        }
        if (!recording.isConnected()) {
            return new CallFailure(TransferEnd.REFUSED, thrown, null, said);
        }
        return new CallFailure(wireEnding(thrown), thrown, null, said);
    }

    private static TransferEnd wireEnding(Exception thrown) {
        if (thrown instanceof SocketException) {
            return TransferEnd.RESET;
        }
        String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (thrown instanceof EOFException || message.contains("unexpected end of stream")) {
            return TransferEnd.CUT;
        }
        boolean badHttp = thrown instanceof ProtocolException || !(thrown instanceof IOException);
        return badHttp ? TransferEnd.NOT_HTTP : TransferEnd.CUT;
    }

    /** Returns what happened in words for people: the class of an exception says nothing to them. */
    private static String said(Exception thrown) {
        if (thrown instanceof UnknownHostException) {
            return "no host has that name";
        }
        if (thrown instanceof ConnectException) {
            return "connection refused: nothing listens there";
        }
        return firstLine(thrown.getMessage() == null ? "the connection failed" : thrown.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        String line = String.valueOf(message).lines().findFirst().orElse("");
        return line.length() <= 200 ? line : line.substring(0, 200) + "…";
    }

    WorkerClientException exception(WorkerClientConfig config, Arrived arrived) {
        if (thrown instanceof BrokenStreamException broken) {
            return new MalformedEventException(broken.problem(), broken.atByte(), arrived);
        }
        if (thrown instanceof TooMuchException) {
            return new LimitExceededException(String.valueOf(thrown.getMessage()), arrived);
        }
        if (deadline != null) {
            return new TimedOutException(deadline, deadline.sentence(config), arrived);
        }
        return switch (ending) {
            case REFUSED -> new RefusedException(arrived, thrown);
            case RESET -> new ResetException(arrived, thrown);
            case CUT ->
                new UnterminatedStreamException(
                        "the connection was closed before the answer was complete", arrived, thrown);
            case NOT_HTTP -> new MalformedResponseException("the answer is not valid HTTP", arrived, thrown);
            case CLOSED_BY_READER, TIMED_OUT, COMPLETE ->
                new ClosedStreamException(
                        "closed or interrupted by the caller before the answer was complete", arrived);
        };
    }
}
