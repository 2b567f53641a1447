package dev.gpuworker.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes values from random decisions. The same decisions make the same value, and lower ones make a simpler value:
 * {@link Property} finds the simplest value that fails without any help from the generator.
 */
@FunctionalInterface
public interface Gen<T> {
    /** Returns the value of these decisions. */
    T from(Choices choices);

    /** Returns whole numbers from {@code min} to {@code max}; the simplest is {@code min}. */
    static Gen<Integer> integers(int min, int max) {
        return choices -> (int) (min + Integer.toUnsignedLong(wide(choices, (long) max - min + 1)));
    }

    /** Returns any {@code long}; the simplest is 0. */
    static Gen<Long> longs() {
        return choices -> ((long) halves(choices) << 32) ^ Integer.toUnsignedLong(halves(choices));
    }

    /** Returns one of these values; the simplest is the first. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    static <T> Gen<T> of(T... values) {
        return of(List.of(values));
    }

    /** Returns one of these values; the simplest is the first. */
    static <T> Gen<T> of(List<T> values) {
        return choices -> values.get(choices.below(values.size()));
    }

    /** Returns a value of one of these generators; the simplest is one of the first's. */
    @SafeVarargs
    @SuppressWarnings("varargs") // read only
    static <T> Gen<T> oneOf(Gen<? extends T>... gens) {
        List<Gen<? extends T>> all = List.of(gens);
        return choices -> all.get(choices.below(all.size())).from(choices);
    }

    /** Returns true or false; the simplest is false. */
    static Gen<Boolean> booleans() {
        return of(false, true);
    }

    /** Returns any bytes, at most this many. */
    static Gen<byte[]> bytes(int max) {
        return integers(-128, 127).list(0, max).map(list -> {
            byte[] bytes = new byte[list.size()];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = list.get(k).byteValue();
            }
            return bytes;
        });
    }

    /** Returns texts of these characters (whole code points), at most this many. */
    static Gen<String> text(String characters, int max) {
        List<String> each =
                characters.codePoints().mapToObj(Character::toString).toList();
        return of(each).list(0, max).map(list -> String.join("", list));
    }

    /** Returns texts of any characters, at most this many: including controls and lone surrogates. */
    static Gen<String> text(int max) {
        List<String> odd = List.of(
                "\0", "\n", "\r", "\t", "\"", "\\", "\u0085", "\u2028", "\ufeff", "\ufffd", "\ud83d", "\ude42", "🙂");
        Gen<String> character = oneOf(
                integers('a', 'z').map(Character::toString),
                integers(0, 0xff).map(Character::toString),
                integers(0, Character.MAX_CODE_POINT).map(Character::toString),
                of(odd));
        return character.list(0, max).map(list -> String.join("", list));
    }

    /** Returns any {@code double}, including infinities and not-a-number. */
    static Gen<Double> doubles() {
        return oneOf(longs().map(bits -> bits / 1e6), longs().map(Double::longBitsToDouble));
    }

    /** Returns this one's values, changed. */
    default <R> Gen<R> map(Function<? super T, ? extends R> change) {
        return choices -> change.apply(from(choices));
    }

    /** Returns values of a generator that depends on a value of this one. */
    default <R> Gen<R> flatMap(Function<? super T, Gen<R>> next) {
        return choices -> next.apply(from(choices)).from(choices);
    }

    /** Returns a value of this one, or nothing; nothing is the simplest. */
    default Gen<Optional<T>> optional() {
        return choices -> choices.below(2) == 0 ? Optional.empty() : Optional.of(from(choices));
    }

    /** Returns lists of {@code min} to {@code max} values; the shortest is the simplest. */
    default Gen<List<T>> list(int min, int max) {
        return choices -> {
            List<T> list = new ArrayList<>();
            // One decision before each element, so that an element disappears with its decisions.
            while (list.size() < max && (list.size() < min || choices.below(max + 1 - min) > 0)) {
                list.add(from(choices));
            }
            return List.copyOf(list);
        };
    }

    private static int wide(Choices choices, long bound) {
        if (bound <= Integer.MAX_VALUE) {
            return choices.below((int) bound);
        }
        int bits = halves(choices);
        return Integer.toUnsignedLong(bits) < bound ? bits : (int) (Integer.toUnsignedLong(bits) % bound);
    }

    private static int halves(Choices choices) {
        return choices.below(1 << 16) << 16 | choices.below(1 << 16);
    }
}
