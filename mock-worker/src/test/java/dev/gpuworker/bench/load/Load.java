package dev.gpuworker.bench.load;

import java.time.Duration;

/**
 * What a server is put under: streams of tokens on one schedule.
 *
 * @param name short name, also the key by which a server finds the script that answers
 * @param streams streams at the same time
 * @param tokens token events of each stream
 * @param every planned gap between two tokens; zero for as fast as they go
 * @param ramp time over which the streams are started, spread evenly; keeps the starts from being measured
 */
public record Load(String name, int streams, int tokens, Duration every, Duration ramp) {
    /** Refuses what cannot be asked for. */
    public Load {
        if (streams < 1 || tokens < 1 || every.isNegative() || ramp.isNegative()) {
            throw new IllegalArgumentException("a load needs streams, tokens and no negative time: " + name);
        }
    }

    /** Tells whether the tokens have a schedule. */
    public boolean paced() {
        return !every.isZero();
    }

    /** Returns the time from the first request to the last event, if all goes by plan. */
    public Duration planned() {
        return ramp.plus(every.multipliedBy(tokens));
    }

    /** Returns the time after which what has not come is given up. */
    public Duration patience() {
        return planned().multipliedBy(3).plusSeconds(15);
    }
}
