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
 * Takes the weights and every job's KV cache from a real device, and misbehaves with them as told. Safe for use by
 * several threads.
 */
final class DeviceBacking implements VramBacking {
    private final DeviceAllocator memory;
    private final Misbehaviour misbehaviour;
    private final Crash crash;
    private final AtomicInteger jobs = new AtomicInteger();

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
        keep(owner, misbehaviour.leakBytes());
        keep(owner, job == misbehaviour.stepAtJob() ? misbehaviour.stepBytes() : 0);
        return cache::close;
    }

    private Allocation loadWeights(long bytes) throws VramExhaustedException {
        DeviceAllocation weights = take(WEIGHTS, bytes);
        if (misbehaviour.childBytes() > 0) {
            LeftBehindChild.start(memory.device().index(), misbehaviour.childBytes());
        }
        crash.now(misbehaviour.crashBeforeReady());
        return weights::close;
    }

    /** Takes memory that nobody gives back before the process ends. */
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

    /** Frees everything with the device, after the delay that was told. */
    @Override
    public void close() {
        try {
            // Nobody counts it down: this only waits, and holds the memory meanwhile.
            boolean counted =
                    new CountDownLatch(1).await(misbehaviour.exitDelay().toMillis(), TimeUnit.MILLISECONDS);
            assert !counted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        memory.close();
    }
}
