package dev.gpuworker.mock.scenario;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A wait: a fixed time or a distribution. Immutable. */
public sealed interface Pacing {
    /** Longer waits are rejected as a mistake. */
    Duration MAX = Duration.ofHours(24);

    /** No wait. */
    Pacing NONE = new Fixed(Duration.ZERO);

    /** Returns one wait. A fixed time draws nothing from the generator. */
    Duration draw(RandomGenerator random);

    /** Returns the median: half of the draws are at most this long. */
    Duration p50();

    /** Returns the 99th percentile: 99 of 100 draws are at most this long. */
    Duration p99();

    /** Returns this fixed wait. */
    static Pacing of(Duration duration) {
        return new Fixed(duration);
    }

    /** Returns this fixed wait in milliseconds. */
    static Pacing millis(long millis) {
        return new Fixed(Duration.ofMillis(millis));
    }

    /** Returns the distribution with these two quantiles. */
    static Pacing spread(Duration p50, Duration p99) {
        return new Spread(p50, p99);
    }

    /**
     * A fixed wait.
     *
     * @param duration 0 to {@link #MAX}
     */
    record Fixed(Duration duration) implements Pacing {
        /** Rejects values out of bounds. */
        public Fixed {
            if (duration.isNegative() || duration.compareTo(MAX) > 0) {
                throw new IllegalArgumentException("a wait must be within 0 and 24h, but was " + duration);
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            return duration;
        }

        @Override
        public Duration p50() {
            return duration;
        }

        @Override
        public Duration p99() {
            return duration;
        }
    }

    /**
     * A log-normal distribution, exact at the two quantiles and cut off at four times {@code p99}.
     *
     * @param p50 above 0
     * @param p99 at least {@code p50}, at most {@link #MAX}
     */
    record Spread(Duration p50, Duration p99) implements Pacing {
        /** Keeps one draw in thousands from dominating the run time of a test. */
        private static final int TAIL = 4;

        /** Rejects quantiles that no log-normal distribution has. */
        public Spread {
            if (p50.isNegative() || p50.isZero() || p99.compareTo(p50) < 0 || p99.compareTo(MAX) > 0) {
                throw new IllegalArgumentException(
                        "expected 0 < p50 <= p99 <= 24h, but p50 was " + p50 + " and p99 was " + p99);
            }
        }

        @Override
        public Duration draw(RandomGenerator random) {
            double ratio = StrictMath.log((double) p99.toNanos() / p50.toNanos());
            double z = NormalQuantile.at(random.nextDouble()) / NormalQuantile.Z99;
            double nanos = p50.toNanos() * StrictMath.exp(ratio * z);
            return Duration.ofNanos((long) Math.min(nanos, (double) TAIL * p99.toNanos()));
        }
    }
}
