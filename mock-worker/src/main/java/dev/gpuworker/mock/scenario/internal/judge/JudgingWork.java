package dev.gpuworker.mock.scenario.internal.judge;

/** Bounds the cost of judging: a small file can ask for streams of gigabytes. Not thread-safe. */
public final class JudgingWork {
    /** Twice the bytes that all steps of a file may repeat; takes a second or two. */
    private static final long UNITS_MAX = 128L * 1024 * 1024;

    /** The cost of an event besides its bytes. */
    private static final int EVENT_UNITS = 512;

    static final String TOO_MUCH = "judging this is too much work: up to here the streams have more than "
            + UNITS_MAX / 1024 / 1024
            + " MiB, a token counted as 512 bytes or more; use fewer tokens or smaller repeats";

    private long left = UNITS_MAX;

    /** Counts the work for these bytes; throws if the total is too much. */
    void bytes(long count) throws TooMuchException {
        take(EVENT_UNITS + count);
    }

    /** Counts the work for writing this many events, before their texts are made. */
    void texts(long count) throws TooMuchException {
        take(Math.multiplyExact(count, EVENT_UNITS));
    }

    private void take(long units) throws TooMuchException {
        left -= units;
        if (left < 0) {
            left = -1;
            throw new TooMuchException();
        }
    }

    /** Signals too much work; the message is for the script's author. */
    static final class TooMuchException extends Exception {
        private static final long serialVersionUID = 1L;

        TooMuchException() {
            super(TOO_MUCH);
        }
    }
}
