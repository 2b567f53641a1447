package dev.gpuworker.mock.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How a frame is split into writes. Immutable. */
public sealed interface Pieces {
    /** The whole frame in one write. */
    Pieces WHOLE = new Whole();

    /** More pieces of one frame are rejected as a mistake. */
    int LISTED_MAX = 1_000;

    /** Returns the parts of the frame's first {@code length} bytes, none of them empty. */
    List<byte[]> cut(byte[] frame, int length, int textStart);

    /** Returns pieces of this many bytes each, the last one possibly shorter. */
    static Pieces each(int bytes) {
        return new Each(bytes);
    }

    /** Returns cuts at these places, in rising order; the rest is the last piece. */
    static Pieces at(ByteOffset... places) {
        return new At(List.of(places));
    }

    /** Does not split the frame. */
    record Whole() implements Pieces {
        @Override
        public List<byte[]> cut(byte[] frame, int length, int textStart) {
            return length == 0 ? List.of() : List.of(Arrays.copyOf(frame, length));
        }
    }

    /**
     * Pieces of one size.
     *
     * @param bytes at least 1
     */
    record Each(int bytes) implements Pieces {
        /** Rejects empty pieces. */
        public Each {
            if (bytes < 1) {
                throw new IllegalArgumentException("a piece must have at least 1 byte, but had " + bytes);
            }
        }

        @Override
        public List<byte[]> cut(byte[] frame, int length, int textStart) {
            List<byte[]> parts = new ArrayList<>();
            for (int from = 0; from < length; from += Math.min(bytes, length - from)) {
                parts.add(Arrays.copyOfRange(frame, from, from + Math.min(bytes, length - from)));
            }
            return parts;
        }
    }

    /**
     * Cuts at places of the frame. A place outside the frame, or not after the previous one, cuts nothing.
     *
     * @param places at least one
     */
    record At(List<ByteOffset> places) implements Pieces {
        /** Copies the list; rejects an empty or too long one. */
        public At {
            places = List.copyOf(places);
            if (places.isEmpty() || places.size() > LISTED_MAX) {
                throw new IllegalArgumentException(
                        "pieces needs 1 to " + LISTED_MAX + " places, but has " + places.size());
            }
        }

        @Override
        public List<byte[]> cut(byte[] frame, int length, int textStart) {
            List<byte[]> parts = new ArrayList<>();
            int from = 0;
            for (ByteOffset place : places) {
                int to = Math.min(place.resolve(frame.length, textStart), length);
                if (to > from) {
                    parts.add(Arrays.copyOfRange(frame, from, to));
                    from = to;
                }
            }
            if (from < length) {
                parts.add(Arrays.copyOfRange(frame, from, length));
            }
            return parts;
        }
    }
}
