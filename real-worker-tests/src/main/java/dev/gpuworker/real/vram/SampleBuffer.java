package dev.gpuworker.real.vram;

import dev.gpuworker.real.vram.VramTimeline.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps a curve of any length in bounded memory: when the buffer is full, it merges neighbours to their maximum. Not
 * safe for use by several threads.
 */
final class SampleBuffer {
    /** More points than any screen has columns; about 200 KiB. */
    static final int SAMPLES_MAX = 4096;

    private final List<Sample> samples = new ArrayList<>();
    private int readingsPerSample = 1;
    private int pending;

    void add(Sample sample) {
        if (pending > 0) {
            int last = samples.size() - 1;
            samples.set(last, greater(samples.get(last), sample));
        } else {
            samples.add(sample);
        }
        pending = (pending + 1) % readingsPerSample;
        if (pending == 0 && samples.size() == SAMPLES_MAX) {
            halve();
        }
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    private void halve() {
        var merged = new ArrayList<Sample>();
        for (int i = 0; i < samples.size(); i += 2) {
            merged.add(greater(samples.get(i), samples.get(i + 1)));
        }
        samples.clear();
        samples.addAll(merged);
        readingsPerSample *= 2;
    }

    private static Sample greater(Sample first, Sample second) {
        return second.usedBytes() > first.usedBytes() ? second : first;
    }
}
