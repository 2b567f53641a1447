package dev.gpuworker.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Checks that something holds for many random values. If it fails for one, the simplest value found that still fails is
 * reported with the seed; {@code -Dproperty.seed=…} repeats a run.
 */
public final class Property {
    /** The property to check. Fails by throwing. */
    @FunctionalInterface
    public interface Check<T> {
        /** Throws if it does not hold. */
        void accept(T value) throws Exception;
    }

    private static final int SHRINKS_MAX = 1_000;

    /** Bounded because a check that waits in vain takes long each time. */
    private static final Duration SHRINKS_FOR = Duration.ofSeconds(20);

    private static final int SHOWN_CHARS_MAX = 4_000;

    private Property() {}

    /** Checks this many random values. Throws an {@link AssertionError} that names the simplest value which fails. */
    public static <T> void check(int tries, Gen<T> gen, Check<? super T> check) {
        check(tries, Long.getLong("property.seed", System.nanoTime()), gen, check);
    }

    static <T> void check(int tries, long seed, Gen<T> gen, Check<? super T> check) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 1; k <= tries; k++) {
            Choices choices = Choices.random(random);
            Throwable failure = failure(gen, check, choices);
            if (failure != null) {
                List<Integer> least = shrink(gen, check, choices.taken());
                T value = gen.from(Choices.again(least));
                Throwable told = failure(gen, check, Choices.again(least));
                throw new AssertionError(
                        "fails for try " + k + " of " + tries + "; repeat with -Dproperty.seed=" + seed
                                + "\nsimplest value that fails: " + shown(value)
                                + "\n" + (told == null ? "not each time, first by: " + failure : told),
                        told == null ? failure : told);
            }
        }
    }

    private static <T> @Nullable Throwable failure(Gen<T> gen, Check<? super T> check, Choices choices) {
        T value = gen.from(choices);
        try {
            check.accept(value);
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (Exception | AssertionError | StackOverflowError e) {
            return e;
        }
    }

    /** Drops and lowers decisions as long as the value still fails. */
    private static <T> List<Integer> shrink(Gen<T> gen, Check<? super T> check, List<Integer> failing) {
        List<Integer> least = failing;
        int left = SHRINKS_MAX;
        long end = System.nanoTime() + SHRINKS_FOR.toNanos();
        boolean better = true;
        while (better && left > 0) {
            better = false;
            for (List<Integer> simpler : simpler(least)) {
                if (left-- <= 0 || System.nanoTime() - end > 0) {
                    return least;
                }
                Choices choices = Choices.again(simpler);
                if (failure(gen, check, choices) != null && isLess(choices.taken(), least)) {
                    least = choices.taken();
                    better = true;
                    break;
                }
            }
        }
        return least;
    }

    private static boolean isLess(List<Integer> one, List<Integer> other) {
        if (one.size() != other.size()) {
            return one.size() < other.size();
        }
        for (int k = 0; k < one.size(); k++) {
            if (!one.get(k).equals(other.get(k))) {
                return one.get(k) < other.get(k);
            }
        }
        return false;
    }

    private static Iterable<List<Integer>> simpler(List<Integer> choices) {
        List<List<Integer>> all = new ArrayList<>();
        for (int block = Integer.highestOneBit(Math.max(1, choices.size())); block >= 1; block /= 2) {
            for (int from = choices.size() - block; from >= 0; from -= block) {
                List<Integer> shorter = new ArrayList<>(choices.subList(0, from));
                shorter.addAll(choices.subList(from + block, choices.size()));
                all.add(shorter);
            }
        }
        for (int k = 0; k < choices.size(); k++) {
            // By all of it, by half of it, and so on down to 1: this finds the least failing value in few rounds.
            for (int less = choices.get(k); less >= 1; less /= 2) {
                List<Integer> changed = new ArrayList<>(choices);
                changed.set(k, choices.get(k) - less);
                all.add(changed);
            }
        }
        return all;
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof byte[] bytes
                ? bytes.length + " bytes " + HexFormat.of().formatHex(bytes)
                : String.valueOf(value);
        return text.length() <= SHOWN_CHARS_MAX ? text : text.substring(0, SHOWN_CHARS_MAX) + "…";
    }
}
