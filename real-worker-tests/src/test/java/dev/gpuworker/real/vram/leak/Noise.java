package dev.gpuworker.real.vram.leak;

import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Noise of a card in granules, in a band of 8 granules (16 MiB), which is the most that a verdict accepts. The names
 * say how it comes about; the parameters span what can happen between two readings.
 */
enum Noise {
    NONE {
        @Override
        DoubleSupplier source(Random random) {
            return () -> 0;
        }
    },
    WHITE_03 {
        @Override
        DoubleSupplier source(Random random) {
            return () -> 0.3 * random.nextGaussian();
        }
    },
    WHITE_1 {
        @Override
        DoubleSupplier source(Random random) {
            return random::nextGaussian;
        }
    },
    WHITE_2 {
        @Override
        DoubleSupplier source(Random random) {
            return () -> 2 * random.nextGaussian();
        }
    },
    UNIFORM_1 {
        @Override
        DoubleSupplier source(Random random) {
            return () -> random.nextInt(2);
        }
    },
    UNIFORM_4 {
        @Override
        DoubleSupplier source(Random random) {
            return () -> random.nextInt(5);
        }
    },
    UNIFORM_8 {
        @Override
        DoubleSupplier source(Random random) {
            return () -> random.nextInt(9) - 4;
        }
    },
    /** Student's t with two degrees of freedom: mostly quiet, with spikes. */
    HEAVY_TAILED {
        @Override
        DoubleSupplier source(Random random) {
            return () -> 0.5
                    * random.nextGaussian()
                    / Math.sqrt((Math.pow(random.nextGaussian(), 2) + Math.pow(random.nextGaussian(), 2)) / 2);
        }
    },
    TELEGRAPH_001 {
        @Override
        DoubleSupplier source(Random random) {
            return telegraph(0.01, random);
        }
    },
    TELEGRAPH_005 {
        @Override
        DoubleSupplier source(Random random) {
            return telegraph(0.05, random);
        }
    },
    TELEGRAPH_02 {
        @Override
        DoubleSupplier source(Random random) {
            return telegraph(0.2, random);
        }
    },
    TELEGRAPH_05 {
        @Override
        DoubleSupplier source(Random random) {
            return telegraph(0.5, random);
        }
    },
    AR_05 {
        @Override
        DoubleSupplier source(Random random) {
            return autoregressive(0.5, random);
        }
    },
    AR_09 {
        @Override
        DoubleSupplier source(Random random) {
            return autoregressive(0.9, random);
        }
    },
    AR_097 {
        @Override
        DoubleSupplier source(Random random) {
            return autoregressive(0.97, random);
        }
    },
    STEPS_005 {
        @Override
        DoubleSupplier source(Random random) {
            return steps(0.05, random);
        }
    },
    STEPS_02 {
        @Override
        DoubleSupplier source(Random random) {
            return steps(0.2, random);
        }
    };

    private static final double BAND = 4;

    /** Returns a source of one deviation per reading; the caller cuts it to the band. */
    abstract DoubleSupplier source(Random random);

    /** Returns whole granules within the band. */
    static long cut(double granules) {
        return Math.round(Math.max(-BAND, Math.min(BAND, granules)));
    }

    /** Another process that takes and frees 16 MiB. */
    private static DoubleSupplier telegraph(double chance, Random random) {
        double[] state = {random.nextBoolean() ? BAND : -BAND};
        return () -> {
            state[0] = random.nextDouble() < chance ? -state[0] : state[0];
            return state[0];
        };
    }

    /** Another process that takes and frees any size up to 16 MiB. */
    private static DoubleSupplier steps(double chance, Random random) {
        double[] state = {random.nextInt(9) - BAND};
        return () -> {
            state[0] = random.nextDouble() < chance ? random.nextInt(9) - BAND : state[0];
            return state[0];
        };
    }

    /** Slow drift: each reading remembers this share of the one before. */
    private static DoubleSupplier autoregressive(double memory, Random random) {
        double deviation = 1.6;
        double[] state = {deviation * random.nextGaussian()};
        return () -> {
            state[0] = memory * state[0] + deviation * Math.sqrt(1 - memory * memory) * random.nextGaussian();
            return state[0];
        };
    }
}
