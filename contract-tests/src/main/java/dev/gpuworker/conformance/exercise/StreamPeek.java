package dev.gpuworker.conformance.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gpuworker.client.transcript.ReadNames;
import dev.gpuworker.conformance.JobCall;
import dev.gpuworker.conformance.stream.Frame;
import dev.gpuworker.conformance.stream.SseReader;
import dev.gpuworker.wire.WireJson;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads the parts of a stream that an exercise needs to continue; tolerates faults. */
final class StreamPeek {
    /** A third more than the rules need, because they measure other parts of the same job. */
    private static final long MEASURABLE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int ASCII_MAX = 0x7F;
    private static final int STOP_CHARS_MAX = 100;
    private static final int TOKENS_BEFORE_STOP = 2;

    private StreamPeek() {}

    static List<String> tokens(JobCall job) {
        return json(job)
                .map(node -> node.path(ReadNames.T).textValue())
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns whether the job's text has a character that takes more than one byte. */
    static boolean hasMultiByteText(JobCall job) {
        return String.join("", tokens(job)).chars().anyMatch(c -> c > ASCII_MAX);
    }

    static boolean isMuchLonger(JobCall job, JobCall brief) {
        return job.call().transcript().endNanos() - brief.call().transcript().endNanos() >= MEASURABLE_NANOS;
    }

    /**
     * Returns the text of this many consecutive tokens that does not occur earlier in the stream; if the text repeats
     * itself, returns its beginning.
     */
    static Optional<String> pieceOfText(JobCall job, int width) {
        List<String> tokens = tokens(job);
        for (int end = TOKENS_BEFORE_STOP + 1; end < tokens.size(); end++) {
            String before = String.join("", tokens.subList(0, end - width));
            String piece = String.join("", tokens.subList(end - width, end));
            if (mayStopAt(piece) && (before + piece).indexOf(piece) == before.length()) {
                return Optional.of(piece);
            }
        }
        return IntStream.range(TOKENS_BEFORE_STOP + 1, tokens.size())
                .mapToObj(end -> String.join("", tokens.subList(0, end)))
                .filter(StreamPeek::mayStopAt)
                .findFirst();
    }

    private static boolean mayStopAt(String piece) {
        return !piece.isBlank() && piece.codePointCount(0, piece.length()) <= STOP_CHARS_MAX;
    }

    private static Stream<JsonNode> json(JobCall job) {
        return SseReader.read(job.call().transcript().chunks()).frames().stream()
                .map(StreamPeek::parse);
    }

    private static JsonNode parse(Frame frame) {
        try {
            return WireJson.tree(frame.data());
        } catch (JsonProcessingException e) {
            return WireJson.object();
        }
    }
}
