package dev.gpuworker.bench.floor;

import java.util.Arrays;

/** A binary heap of streams by the instant of their next event; push and pop allocate nothing. */
final class DeadlineHeap {
    private long[] dues = new long[1024];
    private FloorStream[] streams = new FloorStream[1024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /** Returns the earliest instant; the heap must not be empty. */
    long earliest() {
        return dues[0];
    }

    void push(long due, FloorStream stream) {
        if (size == dues.length) {
            dues = Arrays.copyOf(dues, size * 2);
            streams = Arrays.copyOf(streams, size * 2);
        }
        int at = size++;
        while (at > 0 && dues[(at - 1) >>> 1] - due > 0) {
            dues[at] = dues[(at - 1) >>> 1];
            streams[at] = streams[(at - 1) >>> 1];
            at = (at - 1) >>> 1;
        }
        dues[at] = due;
        streams[at] = stream;
    }

    FloorStream pop() {
        FloorStream top = streams[0];
        long due = dues[--size];
        FloorStream last = streams[size];
        int at = 0;
        while (2 * at + 1 < size) {
            int child = 2 * at + 1;
            child += child + 1 < size && dues[child + 1] - dues[child] < 0 ? 1 : 0;
            if (due - dues[child] <= 0) {
                break;
            }
            dues[at] = dues[child];
            streams[at] = streams[child];
            at = child;
        }
        dues[at] = due;
        streams[at] = last;
        return top;
    }
}
