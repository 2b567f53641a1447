package dev.gpuworker.real.model;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** A tensor's encoding, with its number in GGUF. Writes random blocks with small, finite values. */
enum TensorType {
    F32(0, 1, 4) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            out.putFloat((float) (random.nextDouble() * 0.08 - 0.04));
        }
    },
    F16(1, 1, 2) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            out.putShort((short) (half(-9, random) | random.nextInt(2) << 15));
        }
    },
    /** A half as the scale, then 32 nibbles. */
    Q4_0(2, 32, 18) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            out.putShort(half(-9, random));
            putRandom(out, random, 16);
        }
    },
    /**
     * Two halves as scales, 16 finer scales and minima of 6 bits, then 256 nibbles. The minimum's scale centres them.
     */
    Q4_K(12, 256, 144) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            out.putShort(half(-14, random)).putShort(half(-11, random));
            putRandom(out, random, 12 + 128);
        }
    },
    /**
     * 256 values of 6 bits, split into their low 4 and high 2; 16 signed scales; then a half that scales all of them.
     */
    Q6_K(14, 256, 210) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            putRandom(out, random, 128 + 64);
            for (int i = 0; i < 16; i++) {
                out.put((byte) (random.nextInt(64) - 32));
            }
            out.putShort(half(-14, random));
        }
    },
    /** A power of two as the scale, biased by 127, then 32 nibbles. */
    MXFP4(39, 32, 17) {
        @Override
        void putBlock(ByteBuffer out, SplittableRandom random) {
            out.put((byte) (127 - 9 + random.nextInt(4)));
            putRandom(out, random, 16);
        }
    };

    private final int number;
    private final int blockElements;
    private final int blockBytes;

    TensorType(int number, int blockElements, int blockBytes) {
        this.number = number;
        this.blockElements = blockElements;
        this.blockBytes = blockBytes;
    }

    /** Appends one block of {@link #blockBytes()} bytes. */
    abstract void putBlock(ByteBuffer out, SplittableRandom random);

    int number() {
        return number;
    }

    int blockElements() {
        return blockElements;
    }

    int blockBytes() {
        return blockBytes;
    }

    boolean isQuantized() {
        return blockElements > 1;
    }

    /** Returns a positive IEEE half, at least 2^power and below 2^(power+2). */
    private static short half(int power, SplittableRandom random) {
        int exponent = 15 + power + random.nextInt(2);
        return (short) (exponent << 10 | random.nextInt(1 << 10));
    }

    private static void putRandom(ByteBuffer out, SplittableRandom random, int bytes) {
        for (int i = 0; i < bytes; i += 4) {
            out.putInt(random.nextInt());
        }
    }
}
