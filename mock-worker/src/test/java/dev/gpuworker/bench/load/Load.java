package dev.gpuworker.bench.load;

import java.time.Duration;

/**
 * The load on a server: streams of tokens on one schedule.
 *
 * @param name short name, also the key with which a server finds the answering script
 * @param streams number of concurrent streams
 * @param tokens token events of each stream
 * @param every planned gap between two tokens; zero for as fast as possible
 * @param ramp time over which the starts of streams are spread evenly, so that starts are not measured
 */
public record Load(String name, int streams, int tokens, Duration every, Duration ramp) {
    /** Rejects impossible loads. */
    public Load {
        if (streams < 1 || tokens < 1 || every.isNegative() || ramp.isNegative()) {
            throw new IllegalArgumentException("a load needs streams, tokens and no negative time: " + name);
        }
    }

    /** Returns whether the tokens have a schedule. */
    public boolean paced() {
        return !every.isZero();
    }

    /** Returns the time from the first request to the last event, if all goes to plan. */
    public Duration planned() {
        return ramp.plus(every.multipliedBy(tokens));
    }

    /** Returns the time after which missing events are given up. */
    public Duration patience() {
        return planned().multipliedBy(3).plusSeconds(15);
    }
}
