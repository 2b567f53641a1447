package dev.gpuworker.real.standin;

import dev.gpuworker.mock.VramBacking;

/** The backing without a device: memory exists only in the worker's own accounting. */
final class PlainBacking implements VramBacking {
    private final Misbehaviour misbehaviour;
    private final Crash crash;

    PlainBacking(Misbehaviour misbehaviour, Crash crash) {
        this.misbehaviour = misbehaviour;
        this.crash = crash;
    }

    @Override
    public String identity() {
        return StandIn.IDENTITY + " without a device";
    }

    @Override
    public Allocation allocate(String owner, long bytes) {
        if (owner.equals(WEIGHTS)) {
            crash.now(misbehaviour.crashBeforeReady());
        }
        return () -> {};
    }

    @Override
    public void close() {}
}
