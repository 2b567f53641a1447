package dev.gpuworker.conformance;

import java.time.Duration;

/**
 * The two kinds of patience of a run.
 *
 * @param await how long to wait for what must come; 10 s by default, 100 ms to 1 h. A worker that does nothing costs
 *     this time for each exchange
 * @param quiet how long to watch for what must not come; 150 ms by default, at most {@code await}. A conforming worker
 *     costs this time for each such watch
 */
public record Patience(Duration await, Duration quiet) {
    private static final Duration AWAIT_MIN = Duration.ofMillis(100);
    private static final Duration AWAIT_MAX = Duration.ofHours(1);

    /** 10 s and 150 ms. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(10), Duration.ofMillis(150));

    /** Rejects values out of range. */
    public Patience {
        if (await.compareTo(AWAIT_MIN) < 0 || await.compareTo(AWAIT_MAX) > 0) {
            throw new IllegalArgumentException(
                    "patience must be from 100 ms to 1 h, but was " + await.toMillis() + " ms");
        }
        if (quiet.isNegative() || quiet.compareTo(await) > 0) {
            throw new IllegalArgumentException("the quiet window must be from 0 to " + await.toMillis()
                    + " ms, but was " + quiet.toMillis() + " ms");
        }
    }

    /** Returns this patience with another wait for what must come. */
    public Patience withAwait(Duration wait) {
        return new Patience(wait, quiet.compareTo(wait) > 0 ? wait : quiet);
    }
}
