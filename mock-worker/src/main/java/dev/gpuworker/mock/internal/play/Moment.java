package dev.gpuworker.mock.internal.play;

/**
 * What a player is doing, one thing at a time, and the table of the moves that lead on. A move that is not in the table
 * throws: it would be a mistake of the player's.
 */
enum Moment {
    /** Its turn or its connection is still missing. */
    WAITING,
    /** Another thread takes its VRAM from real memory. */
    TAKING_VRAM,
    /** Its script is played: each step when it is due, and once the bytes of the one before have been taken. */
    PLAYING,
    /** Its script holds at a gate. */
    HELD,
    /** Its script stalls, for a time or for ever. */
    HUNG,
    /** Another thread frees its VRAM, before its terminal event is written. */
    FREEING_VRAM,
    /** Its last bytes are being written. */
    ENDING,
    /** Nothing follows. */
    OVER;

    /** How a player gets from one moment to another. */
    enum Move {
        TAKE_VRAM(TAKING_VRAM),
        BEGIN(PLAYING),
        HOLD(HELD),
        STALL(HUNG),
        FREE_VRAM(FREEING_VRAM),
        RESUME(PLAYING),
        END(ENDING),
        CLOSE(OVER);

        private final Moment to;

        Move(Moment to) {
            this.to = to;
        }

        private boolean isLegalFrom(Moment from) {
            return switch (this) {
                case TAKE_VRAM -> from == WAITING;
                case BEGIN -> from == WAITING || from == TAKING_VRAM;
                case HOLD, STALL, FREE_VRAM, END -> from == PLAYING;
                case RESUME -> from == HELD || from == HUNG || from == FREEING_VRAM;
                case CLOSE -> from != OVER;
            };
        }
    }

    /** Returns whether the table has this move. */
    boolean allows(Move move) {
        return move.isLegalFrom(this);
    }

    /** Returns the moment to which a move leads. */
    Moment after(Move move) {
        if (!allows(move)) {
            throw new IllegalStateException("a player that is " + this + " cannot " + move);
        }
        return move.to;
    }

    /** Returns whether the script has begun and the job is not over. */
    boolean hasBegun() {
        return this != WAITING && this != TAKING_VRAM && this != OVER;
    }
}
