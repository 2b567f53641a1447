package dev.gpuworker.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The random decisions behind one value. They are recorded, so that a value can be made again, and made simpler by
 * dropping or lowering decisions. Not thread-safe.
 */
public final class Choices {
    /** One decision in this many is the least or the greatest: faults sit at the edges. */
    private static final int EDGE_ONE_IN = 32;

    private final List<Integer> given;
    private final @Nullable SplittableRandom random;
    private final List<Integer> taken = new ArrayList<>();

    private Choices(List<Integer> given, @Nullable SplittableRandom random) {
        this.given = given;
        this.random = random;
    }

    static Choices random(SplittableRandom random) {
        return new Choices(List.of(), random);
    }

    /** Returns the same decisions again; after the last one every decision is 0. */
    static Choices again(List<Integer> given) {
        return new Choices(given, null);
    }

    /** Returns a number from 0 to {@code bound - 1}; smaller numbers make simpler values. */
    public int below(int bound) {
        int at = taken.size();
        int choice = 0;
        if (random != null) {
            choice = any(random, bound);
        } else if (at < given.size()) {
            choice = Math.min(given.get(at), bound - 1);
        }
        taken.add(choice);
        return choice;
    }

    private static int any(SplittableRandom random, int bound) {
        int edge = random.nextInt(2 * EDGE_ONE_IN);
        return edge == 0 ? 0 : edge == 1 ? bound - 1 : random.nextInt(bound);
    }

    List<Integer> taken() {
        return List.copyOf(taken);
    }
}
