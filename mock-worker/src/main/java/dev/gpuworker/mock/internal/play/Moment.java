package dev.gpuworker.mock.internal.play;

/**
 * What a player is doing, and the table of legal moves. A move that is not in the table throws, because it would be a
 * bug in the player.
 */
enum Moment {
    /** Its turn or its connection is still missing. */
    WAITING,
    /** Another thread is taking its VRAM from real memory. */
    TAKING_VRAM,
    /** Its script is being played: each step when it is due, after the previous step's bytes have been taken. */
    PLAYING,
    /** Its script is held at a gate. */
    HELD,
    /** Its script is stalled, for a time or for ever. */
    HUNG,
    /** Another thread is freeing its VRAM, before its terminal event is written. */
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
