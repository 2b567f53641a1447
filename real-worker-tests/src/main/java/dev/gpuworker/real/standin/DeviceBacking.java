package dev.gpuworker.real.standin;

import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.real.vram.device.DeviceAllocation;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Allocates the weights and every job's KV cache on a real device, and misbehaves as configured. Safe for use by
 * several threads.
 */
final class DeviceBacking implements VramBacking {
    private final DeviceAllocator memory;
    private final Misbehaviour misbehaviour;
    private final Crash crash;
    private final AtomicInteger jobs = new AtomicInteger();
    private final AtomicInteger leaks = new AtomicInteger();

    /** Takes over the open device. */
    DeviceBacking(DeviceAllocator memory, Misbehaviour misbehaviour, Crash crash) {
        this.memory = memory;
        this.misbehaviour = misbehaviour;
        this.crash = crash;
    }

    @Override
    public String identity() {
        return StandIn.IDENTITY;
    }

    @Override
    public Allocation allocate(String owner, long bytes) throws VramExhaustedException {
        if (owner.equals(WEIGHTS)) {
            return loadWeights(bytes);
        }
        int job = jobs.incrementAndGet();
        if (job == misbehaviour.oomAtJob()) {
            take(owner, memory.device().totalBytes());
        }
        DeviceAllocation cache = take(owner, bytes);
        leak(owner);
        keep(owner, misbehaviour.stepBytes(job));
        return cache::close;
    }

    private Allocation loadWeights(long bytes) throws VramExhaustedException {
        DeviceAllocation weights = take(WEIGHTS, misbehaviour.weightsOnDevice(bytes));
        if (misbehaviour.childBytes() > 0) {
            LeftBehindChild.start(memory.device().index(), misbehaviour.childBytes());
        }
        crash.now(misbehaviour.crashBeforeReady());
        return weights::close;
    }

    private void leak(String owner) throws VramExhaustedException {
        long bytes = misbehaviour.leakBytes(owner.replaceFirst("^job:", ""), leaks.get());
        keep(owner, bytes);
        leaks.addAndGet(bytes > 0 ? 1 : 0);
    }

    /** Allocates memory that nobody frees before the process ends. */
    private void keep(String owner, long bytes) throws VramExhaustedException {
        if (bytes > 0) {
            take(owner, bytes);
        }
    }

    private DeviceAllocation take(String owner, long bytes) throws VramExhaustedException {
        try {
            return memory.allocate(bytes);
        } catch (DeviceMemoryException e) {
            if (e.isOutOfMemory()) {
                throw new VramExhaustedException(owner, bytes, memory.read().freeBytes());
            }
            throw e;
        }
    }

    /** Closes the device after the configured delay, which frees everything. */
    @Override
    public void close() {
        try {
            // Nobody counts this latch down: it only waits while the memory is held.
            boolean counted =
                    new CountDownLatch(1).await(misbehaviour.exitDelay().toMillis(), TimeUnit.MILLISECONDS);
            assert !counted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        memory.close();
    }
}
