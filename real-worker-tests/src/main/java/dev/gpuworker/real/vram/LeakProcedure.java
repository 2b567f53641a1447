package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.ByteText;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.leak.LeakFinding;
import dev.gpuworker.real.vram.leak.LeakPlan;
import dev.gpuworker.real.vram.leak.LeakTrial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs batches of identical requests against one worker until its memory in use is level or clearly grows, as
 * {@link LeakTrial} decides.
 */
final class LeakProcedure {
    /** More readings are thinned out; the curve has all of them. */
    private static final int READINGS_SHOWN_MAX = 24;

    private final VramMeter meter;
    private final LeakPlan plan;

    /**
     * Creates the procedure. Over restarts, each batch is one worker's whole life, from its start until the device is
     * back at rest; that finds memory that is lost at the end of a life.
     */
    LeakProcedure(VramMeter meter, LeakPlan plan) {
        this.meter = meter;
        this.plan = plan;
    }

    /**
     * Sends requests to the worker and returns when the last has ended and the worker is idle; over restarts, runs one
     * worker's life.
     *
     * @param <X> the exception with which that can fail
     */
    @FunctionalInterface
    public interface Batch<X extends Exception> {
        /** Runs this number of identical requests, one after the other. */
        void run(int requests) throws X, InterruptedException;
    }

    /**
     * Runs the procedure against an idle worker; for restarts, with no worker running.
     *
     * @throws X if a batch fails; then there is no verdict
     * @throws DeviceMemoryException if the driver fails
     */
    public <X extends Exception> VramVerdict run(Batch<X> batch) throws X, InterruptedException {
        VramBaseline idle = meter.baseline();
        if (!idle.isQuiet()) {
            return VramVerdict.noisy(VramCheck.LEAK, idle);
        }
        var trial = new LeakTrial(plan, idle.rangeBytes());
        long before = Long.MAX_VALUE;
        Optional<LeakFinding> finding = Optional.empty();
        while (finding.isEmpty()) {
            batch.run(plan.requestsPerBatch());
            before = meter.settledBytes(before, idle.rangeBytes());
            finding = trial.add(before);
        }
        return verdict(finding.get(), idle.rangeBytes());
    }

    private static VramVerdict verdict(LeakFinding finding, long noiseAtRest) {
        Kind kind = switch (finding.kind()) {
            case LEVEL -> Kind.PASSED;
            case LEAK -> Kind.FAILED;
            case UNSETTLED -> Kind.INCONCLUSIVE;
        };
        String unit = "bytes/" + finding.plan().per().word();
        List<Evidence> evidence = new ArrayList<>(List.of(
                new Evidence("slope", Math.round(finding.slopeBytes()), unit),
                new Evidence("least leak found in 99 of 100 runs", finding.leastLeakBytes(), unit),
                new Evidence(
                        "false alarms in " + finding.resampledRuns() + " resampled runs",
                        finding.falseAlarms(),
                        "runs"),
                Evidence.bytes("noise at rest", noiseAtRest),
                Evidence.bytes("noise around the line", finding.noiseBytes())));
        evidence.addAll(readings(finding));
        return new VramVerdict(
                VramCheck.LEAK,
                kind,
                finding.because() + "; " + finding.power(),
                "no growth, in readings that would have shown a leak of "
                        + ByteText.of(finding.plan().leastLeakBytes()) + " per "
                        + finding.plan().per().word() + " in 99 of 100 runs",
                evidence);
    }

    private static List<Evidence> readings(LeakFinding finding) {
        List<Evidence> shown = new ArrayList<>();
        int all = finding.readings().size();
        int every = (all + READINGS_SHOWN_MAX - 1) / READINGS_SHOWN_MAX;
        for (int i = 0; i < all; i++) {
            long requests = (long) (i + 1) * finding.plan().requestsPerBatch();
            if ((all - 1 - i) % every == 0) {
                shown.add(Evidence.bytes(
                        "in use after " + requests + " " + finding.plan().per().word() + (requests == 1 ? "" : "s"),
                        finding.readings().get(i)));
            }
        }
        return shown;
    }
}
