package dev.gpuworker.mock;

import java.time.Duration;
import java.util.Set;

/** The gates that scripts hold at ({@code hold: name}). A released gate stays open until reset. Thread-safe. */
public interface Gates {
    /** Opens a gate for every job that holds at it now or reaches it later. */
    void release(String gate);

    /** Returns the names of the gates at which a job holds now. */
    Set<String> held();

    /** Waits until a job holds at this gate. Throws {@link IllegalStateException} past the deadline. */
    void awaitHeld(String gate, Duration deadline) throws InterruptedException;

    /** Closes every gate again, for later jobs. */
    void reset();
}
