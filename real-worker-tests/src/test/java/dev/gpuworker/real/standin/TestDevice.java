package dev.gpuworker.real.standin;

import dev.gpuworker.real.vram.device.FakeCuda;
import java.util.Map;

/**
 * The device that a test uses.
 *
 * @param index from 0
 * @param environment with which a child process sees the same device
 */
record TestDevice(int index, Map<String, String> environment) {
    /** Returns the first fake device of this JVM. */
    static TestDevice fake() {
        FakeCuda.loadIntoThisJvm();
        return new TestDevice(0, FakeCuda.environmentSharedWithThisJvm());
    }

    /** Returns the real device that {@code -Dworker.gpu-device} names, 0 unless set. */
    static TestDevice real() {
        return new TestDevice(Integer.getInteger("worker.gpu-device", 0), Map.of());
    }
}
