package dev.gpuworker.mock.internal.script;

import java.util.List;

/**
 * One event ready to be written. Immutable; shared by all jobs where its bytes don't depend on the job.
 *
 * @param kind what it is
 * @param tokenIndex index of a token, otherwise -1
 * @param word the code of an error, otherwise empty
 * @param pieces its writes; none where it is cut off before its first byte
 */
public record Frame(EventKind kind, int tokenIndex, String word, List<Piece> pieces) {
    static Frame of(EventKind kind, List<Piece> pieces) {
        return new Frame(kind, -1, "", pieces);
    }

    static Frame token(int index, List<Piece> pieces) {
        return new Frame(EventKind.TOKEN, index, "", pieces);
    }

    static Frame error(String code, List<Piece> pieces) {
        return new Frame(EventKind.ERROR, -1, code, pieces);
    }

    public Frame withPieces(List<Piece> other) {
        return new Frame(kind, tokenIndex, word, other);
    }

    /** Returns the bytes of all pieces together. */
    public long length() {
        long length = 0;
        for (int k = 0; k < pieces.size(); k++) {
            length += pieces.get(k).length();
        }
        return length;
    }

    public boolean isTerminal() {
        return kind.isTerminal();
    }
}
