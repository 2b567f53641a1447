package dev.gpuworker.mock.internal.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of timers by instant. Belongs to one thread or lock. */
final class TimerHeap {
    private long[] dues = new long[64];
    private @Nullable Timer[] timers = new Timer[64];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Returns the earliest instant; the heap must not be empty. */
    long earliest() {
        return dues[0];
    }

    void put(Timer timer, long due) {
        if (timer.place >= 0) {
            remove(timer);
        }
        if (size == dues.length) {
            dues = Arrays.copyOf(dues, size * 2);
            timers = Arrays.copyOf(timers, size * 2);
        }
        rise(size++, timer, due);
    }

    /** Removes and returns the earliest timer; the heap must not be empty. */
    Timer take() {
        Timer first = at(0);
        remove(first);
        return first;
    }

    void remove(Timer timer) {
        int hole = timer.place;
        if (hole < 0) {
            return;
        }
        timer.place = -1;
        Timer last = at(--size);
        long due = dues[size];
        timers[size] = null;
        if (hole < size) {
            if (hole > 0 && due - dues[(hole - 1) >>> 1] < 0) {
                rise(hole, last, due);
            } else {
                sink(hole, last, due);
            }
        }
    }

    private Timer at(int place) {
        Timer timer = timers[place];
        if (timer == null) {
            throw new IllegalStateException("no timer at place " + place + " of " + size);
        }
        return timer;
    }

    private void rise(int from, Timer timer, long due) {
        int hole = from;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (dues[parent] - due <= 0) {
                break;
            }
            set(hole, at(parent), dues[parent]);
            hole = parent;
        }
        set(hole, timer, due);
    }

    private void sink(int from, Timer timer, long due) {
        int hole = from;
        while (2 * hole + 1 < size) {
            int child = 2 * hole + 1;
            if (child + 1 < size && dues[child + 1] - dues[child] < 0) {
                child++;
            }
            if (due - dues[child] <= 0) {
                break;
            }
            set(hole, at(child), dues[child]);
            hole = child;
        }
        set(hole, timer, due);
    }

    private void set(int place, Timer timer, long due) {
        timers[place] = timer;
        dues[place] = due;
        timer.place = place;
    }
}
