package dev.gpuworker.mock.scenario.internal.frames;

import java.util.List;

/**
 * One encoded event. Immutable; shared by all jobs if its bytes don't depend on the job.
 *
 * @param kind kind of the frame
 * @param tokenIndex index of a token, otherwise -1
 * @param word the code of an error, otherwise empty
 * @param whole length of the frame in bytes before it is cut off
 * @param pieces its writes; none if it is cut off before its first byte
 */
public record Frame(EventKind kind, int tokenIndex, String word, int whole, List<Piece> pieces) {
    /** Returns a copy with these pieces. */
    public Frame withPieces(List<Piece> other) {
        return new Frame(kind, tokenIndex, word, whole, other);
    }

    /** Returns the bytes of all pieces together. */
    public long length() {
        long length = 0;
        for (int k = 0; k < pieces.size(); k++) {
            length += pieces.get(k).length();
        }
        return length;
    }

    /** Returns whether it is {@code end} or {@code error}. */
    public boolean isTerminal() {
        return kind.isTerminal();
    }
}
