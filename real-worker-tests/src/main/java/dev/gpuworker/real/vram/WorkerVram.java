package dev.gpuworker.real.vram;

import dev.gpuworker.real.process.linux.HostMemory;
import dev.gpuworker.real.vram.LevelRule.AfterJob;
import dev.gpuworker.real.vram.VramPhase.Kind;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.DeviceMemory;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.NvidiaSmi;
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
 *     vram.jobStarting("job 1");
 *     vram.jobEnded("finished");                      // once the worker is idle again
 *     vram.stopping();
 *     vram.gone();                                    // once the process has been reaped: waits for the baseline
 *     VramReport report = vram.report();
 * }
 * }</pre>
 */
public final class WorkerVram implements AutoCloseable {
    private final DeviceMemory memory;
    private final VramMeter meter;
    private final NvidiaSmi smi;
    private final long contextCostBytes;
    private final GpuProcesses before;
    private final VramWatch watch;
    private final List<VramVerdict> verdicts = new ArrayList<>();
    private final List<AfterJob> jobs = new ArrayList<>();

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

    /** Marks that a job is about to be sent. */
    public void jobStarting(String name) {
        watch.begin(Kind.JOB, name);
    }

    /**
     * Marks that the job is over and the worker is idle.
     *
     * @param ending how the job ended, such as {@code finished}, {@code failed}, {@code cancelled} or {@code client
     *     gone}
     */
    public void jobEnded(String ending) throws InterruptedException {
        jobs.add(new AfterJob(ending, watch.end()));
    }

    /** Marks that the worker is about to be stopped, and judges the jobs if there were two or more. */
    public void stopping() throws InterruptedException {
        if (jobs.size() > 1) {
            add(LevelRule.judge(watch.baseline(), jobs));
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
        return new VramReport(watch.timeline(), verdicts, contextCostBytes);
    }

    /** Stops the recording and closes the device. */
    @Override
    public void close() {
        watch.close();
        memory.close();
    }
}
