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
        TAKE_VRAM,
        BEGIN,
        HOLD,
        STALL,
        FREE_VRAM,
        RESUME,
        END,
        CLOSE
    }

    private static final Moment[][] TABLE = new Moment[values().length][Move.values().length];

    static {
        WAITING.on(Move.TAKE_VRAM, TAKING_VRAM).on(Move.BEGIN, PLAYING).on(Move.CLOSE, OVER);
        TAKING_VRAM.on(Move.BEGIN, PLAYING).on(Move.CLOSE, OVER);
        PLAYING.on(Move.HOLD, HELD)
                .on(Move.STALL, HUNG)
                .on(Move.FREE_VRAM, FREEING_VRAM)
                .on(Move.END, ENDING)
                .on(Move.CLOSE, OVER);
        HELD.on(Move.RESUME, PLAYING).on(Move.CLOSE, OVER);
        HUNG.on(Move.RESUME, PLAYING).on(Move.CLOSE, OVER);
        FREEING_VRAM.on(Move.RESUME, PLAYING).on(Move.CLOSE, OVER);
        ENDING.on(Move.CLOSE, OVER);
    }

    private Moment on(Move move, Moment next) {
        TABLE[ordinal()][move.ordinal()] = next;
        return this;
    }

    /** Returns whether the table has this move. */
    boolean allows(Move move) {
        return TABLE[ordinal()][move.ordinal()] != null;
    }

    /** Returns the moment to which a move leads. */
    Moment after(Move move) {
        Moment next = TABLE[ordinal()][move.ordinal()];
        if (next == null) {
            throw new IllegalStateException("a player that is " + this + " cannot " + move);
        }
        return next;
    }

    /** Returns whether the script has begun and the job is not over. */
    boolean hasBegun() {
        return this != WAITING && this != TAKING_VRAM && this != OVER;
    }
}
