package dev.gpuworker.real.vram;

import dev.gpuworker.real.process.linux.HostMemory;
import dev.gpuworker.real.vram.LevelRule.OfEnding;
import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.real.vram.leak.LeakFinding;
import dev.gpuworker.real.vram.leak.LeakPlan;
import dev.gpuworker.real.vram.leak.LeakTrial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows one worker's device memory from before its start until after its end. The caller reports the stages of the
 * worker's life, in order and from one thread:
 *
 * <pre>{@code
 * try (WorkerVram vram = WorkerVram.open(0)) {        // reads the baseline: start nothing meanwhile
 *     vram.starting();
 *     vram.ready(ModelMemory.of(weightsBytes), healthBytes, process.hostMemory());
 *     vram.jobs("finished", patience, count -> send(count));
 *     vram.stopping();
 *     vram.gone();                                    // once the process has been reaped: waits for the baseline
 *     VramReport report = vram.report();
 * }
 * }</pre>
 */
public final class WorkerVram implements AutoCloseable {
    /** Long beside the 50 ms of a reading, short enough for six to ten batches of each ending. */
    private static final Duration BATCH = Duration.ofMillis(400);

    private static final int JOBS_PER_BATCH_MAX = 50;

    private final DeviceMemory memory;
    private final VramMeter meter;
    private final NvidiaSmi smi;
    private final long contextCostBytes;
    private final GpuProcesses before;
    private final VramWatch watch;
    private final List<VramVerdict> verdicts = new ArrayList<>();
    private final List<OfEnding> endings = new ArrayList<>();
    private final List<String> otherwise = new ArrayList<>();
    private boolean judgesJobs;
    /** The last reading after a job; -1 before the first. */
    private long levelBytes = -1;

    private WorkerVram(DeviceAllocator memory, NvidiaSmi smi) throws InterruptedException {
        this.memory = memory;
        this.meter = new VramMeter(memory);
        this.smi = smi;
        this.contextCostBytes = memory.contextCostBytes();
        this.before = smi.processesOn(memory.device());
        this.watch = VramWatch.start(meter);
    }

    /**
     * Opens the device and reads its baseline, in about a second.
     *
     * @param index from 0, as {@code --gpu-device} takes it
     * @throws DeviceMemoryException if CUDA can't be used, there is no such device, or the driver fails
     */
    public static WorkerVram open(int index) throws InterruptedException {
        return open(Cuda.openAllocator(index), new NvidiaSmi());
    }

    /** Takes over an open device, and closes it even if this method fails. */
    static WorkerVram open(DeviceAllocator memory, NvidiaSmi smi) throws InterruptedException {
        boolean opened = false;
        try {
            var vram = new WorkerVram(memory, smi);
            opened = true;
            return vram;
        } finally {
            if (!opened) {
                memory.close();
            }
        }
    }

    /** Returns the device that is watched. */
    public GpuDevice device() {
        return memory.device();
    }

    /** Returns the meter, for a {@link SoakRun} in the middle of the worker's life. */
    public VramMeter meter() {
        return meter;
    }

    /** Marks that the worker is about to be started. */
    public void starting() {
        watch.begin(Kind.STARTED, "start");
    }

    /**
     * Marks that the worker is ready, and judges the memory that it loaded and the memory that it reports.
     *
     * @param model what is known of the model's memory
     * @param healthBytes {@code vram_bytes_used} of its {@code /health}
     * @param host host memory of the worker's processes; empty if it can't be read
     */
    public void ready(ModelMemory model, long healthBytes, Optional<HostMemory> host) throws InterruptedException {
        var ready = new ReadyMemory(watch.baseline(), watch.end(), contextCostBytes, host);
        add(LoadedRule.judge(ready, model));
        add(HealthRule.judge(watch.baseline(), ready.usedBytes(), healthBytes, contextCostBytes));
    }

    /** Sends jobs, one after the other, and returns when the last has ended and the worker is idle. */
    @FunctionalInterface
    public interface Jobs<X extends Exception> {
        /** Sends this number of jobs; throws if one can't be sent, or does not end as it should. */
        void send(int count) throws X, InterruptedException;
    }

    /**
     * Sends jobs that end in one way until memory in use is level or clearly grows. The first job is a warm-up; the
     * others are sent in batches that take about half a second.
     *
     * @param ending how the jobs end, such as {@link JobEndings#FINISHED}
     * @param patience how long this may take; twice as long if memory grows
     * @param jobs sends them
     * @throws X if a job can't be sent or does not end as it should; then nothing is judged from these jobs
     */
    public <X extends Exception> void jobs(String ending, Duration patience, Jobs<X> jobs)
            throws X, InterruptedException {
        judgesJobs = true;
        if (!watch.baseline().isQuiet()) {
            return;
        }
        long start = meter.pace().nanoTime();
        long before = levelBytes;
        long first = watched(ending + " 1", 1, jobs);
        long oneJob = Math.max(1, meter.pace().nanoTime() - start);
        int perBatch = (int) Math.max(1, Math.min(JOBS_PER_BATCH_MAX, BATCH.toNanos() / oneJob));
        var trial = new LeakTrial(LeakPlan.forJobs(perBatch), watch.baseline().rangeBytes());
        Optional<LeakFinding> finding = Optional.empty();
        for (int sent = 1; finding.isEmpty(); sent += perBatch) {
            finding = trial.add(watched(ending + " " + (sent + perBatch), perBatch, jobs));
            long limit = patience.toNanos() * (trial.isGrowing() ? 2 : 1);
            if (finding.isEmpty() && meter.pace().nanoTime() - start > limit) {
                finding = Optional.of(trial.giveUp());
            }
        }
        endings.add(new OfEnding(ending, before < 0 ? first : before, first, finding.get()));
    }

    /** Notes that jobs with some ending could not be judged, because they did not end as they should. */
    public void jobsEndedOtherwise(String because) {
        judgesJobs = true;
        otherwise.add(because);
    }

    /** Returns memory in use after the jobs, in bytes. */
    private <X extends Exception> long watched(String name, int count, Jobs<X> jobs) throws X, InterruptedException {
        watch.begin(Kind.JOB, name);
        boolean sent = false;
        try {
            jobs.send(count);
            sent = true;
        } finally {
            if (!sent) {
                watch.end();
            }
        }
        levelBytes = meter.settledBytes(
                levelBytes < 0 ? Long.MAX_VALUE : levelBytes, watch.baseline().rangeBytes());
        watch.end(levelBytes);
        return levelBytes;
    }

    /** Marks that a stretch of jobs begins that are judged elsewhere, such as by a {@link SoakRun}. */
    public void soakStarting() {
        watch.begin(Kind.JOB, "soak");
    }

    /** Marks that they are over and the worker is idle. */
    public void soakEnded() throws InterruptedException {
        watch.end();
    }

    /** Marks that the worker is about to be stopped, and judges the jobs if there were any. */
    public void stopping() throws InterruptedException {
        if (judgesJobs) {
            add(LevelRule.judge(watch.baseline(), endings, otherwise));
        }
        watch.begin(Kind.STOPPED, "stop");
    }

    /**
     * Marks that the process has been reaped, waits up to 60 s until the device is back at the baseline, and judges
     * that.
     */
    public void gone() throws InterruptedException {
        gone(ResidualProcedure.PATIENCE);
    }

    /** Does the same with another patience. */
    public void gone(Duration patience) throws InterruptedException {
        add(new ResidualProcedure(meter, watch.baseline(), patience).await());
        watch.end();
    }

    /** Adds a verdict from elsewhere, such as that of a {@link SoakRun}. */
    public void add(VramVerdict verdict) throws InterruptedException {
        // If processes could not be listed before, they can't be now, and asking may take the whole patience.
        GpuProcesses now = before instanceof GpuProcesses.Unknown ? before : smi.processesOn(memory.device());
        verdicts.add(ForeignProcesses.overrule(verdict, before, now));
    }

    /** Returns the report so far. */
    public VramReport report() {
        List<String> unseen = before instanceof GpuProcesses.Unknown unknown
                ? List.of(
                        "other processes on the card could not be looked for, so their memory may count as the worker's: "
                                + unknown.reason())
                : List.of();
        return new VramReport(watch.timeline(), verdicts, contextCostBytes, unseen);
    }

    /** Stops the recording and closes the device. */
    @Override
    public void close() {
        watch.close();
        memory.close();
    }
}
