package dev.gpuworker.mock.internal.time;

/**
 * A write that an {@link Outbox} sends together with the others that fall due at the same moment. Called by the thread
 * that owns the outbox.
 */
public interface DueWrite {
    /** Hands the bytes to the operating system. A failure must not be thrown here; {@link #settle} reports it. */
    void flush();

    /** Reports that the write is done, or continues it if the operating system has not taken all of it. */
    void settle();
}
