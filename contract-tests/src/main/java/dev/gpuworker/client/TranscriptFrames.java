package dev.gpuworker.client;

import dev.gpuworker.client.transcript.Chunk;
import dev.gpuworker.client.transcript.Transcript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/**
 * The frames of a recorded stream; their content is not judged.
 *
 * @param frames the frames up to the end of the body, or up to the place where it becomes unreadable
 * @param problem why it is unreadable from there on; empty if all was read
 * @param atByte offset of the problem, or the length of the body
 * @param lastComplete whether nothing but comments follows the last frame
 */
public record TranscriptFrames(
        List<ReceivedFrame> frames, Optional<String> problem, long atByte, boolean lastComplete) {
    /** Copies the list. */
    public TranscriptFrames {
        frames = List.copyOf(frames);
    }

    /** Reads the body of a transcript; never throws because of its content. */
    public static TranscriptFrames of(Transcript transcript) {
        List<ReceivedFrame> frames = new ArrayList<>();
        Replay replay = new Replay(transcript.chunks());
        byte[] body = transcript.body();
        Optional<String> problem = Optional.empty();
        long atByte = body.length;
        try {
            FrameReader.read(
                    replay,
                    Integer.MAX_VALUE,
                    (frame, from, to) -> frames.add(new ReceivedFrame(frame, replay.nanos, from, to)));
        } catch (BrokenStreamException e) {
            problem = Optional.of(e.problem());
            atByte = e.atByte();
        } catch (IOException e) {
            throw new IllegalStateException("a replay has no transport", e);
        }
        long rest = frames.isEmpty() ? 0 : frames.get(frames.size() - 1).toByte();
        String text = new String(body, (int) rest, body.length - (int) rest, StandardCharsets.UTF_8);
        boolean comments = text.lines().allMatch(line -> line.isEmpty() || line.startsWith(":"));
        return new TranscriptFrames(frames, problem, atByte, comments);
    }

    private static final class Replay implements Source {
        private final List<Chunk> chunks;
        private final Buffer rest = new Buffer();
        private int next;
        private long nanos;

        Replay(List<Chunk> chunks) {
            this.chunks = chunks;
        }

        @Override
        public long read(Buffer sink, long byteCount) {
            while (rest.exhausted() && next < chunks.size()) {
                Chunk chunk = chunks.get(next++);
                nanos = chunk.nanos();
                rest.write(chunk.bytes());
            }
            return rest.read(sink, byteCount);
        }

        @Override
        public Timeout timeout() {
            return Timeout.NONE;
        }

        @Override
        public void close() {}
    }
}
