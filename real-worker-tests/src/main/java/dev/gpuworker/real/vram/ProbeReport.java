package dev.gpuworker.real.vram;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.real.vram.device.ByteText;
import dev.gpuworker.real.vram.device.Cuda;
import dev.gpuworker.real.vram.device.DeviceAllocator;
import dev.gpuworker.real.vram.device.DeviceMemoryException;
import dev.gpuworker.real.vram.device.GpuDevice;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.GpuProcesses.GpuProcess;
import dev.gpuworker.real.vram.device.GpuProcesses.Known;
import dev.gpuworker.real.vram.device.GpuProcesses.Unknown;
import dev.gpuworker.real.vram.device.NvidiaSmi;
import dev.gpuworker.wire.WireJson;
import java.util.List;

/**
 * The facts about a device that verdicts rest on.
 *
 * @param device the device that was measured
 * @param idle the device at rest, with this process's own context
 * @param contextCostBytes memory that one more CUDA context takes
 * @param granuleBytes the smallest step of free memory, 0 if none was seen
 * @param processes the processes on the device
 */
public record ProbeReport(
        GpuDevice device, VramBaseline idle, long contextCostBytes, long granuleBytes, GpuProcesses processes) {
    /**
     * Measures a device in about two seconds; meanwhile it allocates up to 8 MiB and one CUDA context.
     *
     * @param index from 0, as {@code --gpu-device} takes it
     * @throws DeviceMemoryException if CUDA can't be used, there is no such device, or the driver fails
     */
    public static ProbeReport take(int index) throws InterruptedException {
        return take(index, new NvidiaSmi());
    }

    static ProbeReport take(int index, NvidiaSmi smi) throws InterruptedException {
        try (DeviceAllocator memory = Cuda.openAllocator(index)) {
            VramBaseline idle = new VramMeter(memory).baseline();
            return new ProbeReport(
                    memory.device(),
                    idle,
                    memory.contextCostBytes(),
                    GranuleProbe.measure(memory),
                    smi.processesOn(memory.device()));
        }
    }

    /** Returns whether verdicts are possible: the card is quiet and no other process is seen on it. */
    public boolean isFit() {
        return idle.isQuiet() && processes.foreign().isEmpty();
    }

    /** Returns the report for people, one fact per line. */
    public String text() {
        return """
                %s
                  in use at rest  %s
                  noise           %s over %d readings
                  one context     %s
                  granule         %s
                  processes       %s
                  verdicts        %s""".formatted(
                device,
                ByteText.of(idle.usedBytes()),
                ByteText.of(idle.rangeBytes()),
                idle.readingsBytes().size(),
                ByteText.of(contextCostBytes),
                granuleBytes == 0 ? "not seen" : ByteText.of(granuleBytes),
                processesText(),
                isFit() ? "possible" : "inconclusive on this card as it is; see docs/real-worker.md#card-not-quiet");
    }

    /** Returns the report for machines: one JSON object on one line, sizes in bytes. */
    public String json() {
        ObjectNode json = WireJson.object();
        json.putObject("device")
                .put("index", device.index())
                .put("name", device.name())
                .put("pci_bus_id", device.pciBusId())
                .put("total_bytes", device.totalBytes())
                .put("cuda_version", device.cudaVersion());
        json.put("in_use_at_rest_bytes", idle.usedBytes())
                .put("noise_bytes", idle.rangeBytes())
                .put("readings", idle.readingsBytes().size())
                .put("context_bytes", contextCostBytes);
        if (granuleBytes > 0) {
            json.put("granule_bytes", granuleBytes);
        }
        if (processes instanceof Known known) {
            ArrayNode all = json.putArray("processes");
            known.processes().forEach(process -> {
                ObjectNode one = all.addObject()
                        .put("pid", process.pid())
                        .put("foreign", processes.foreign().contains(process));
                process.usedBytes().ifPresent(bytes -> one.put("used_bytes", bytes));
            });
            ArrayNode said = json.putArray("remarks");
            known.remarks().forEach(said::add);
        } else if (processes instanceof Unknown unknown) {
            json.put("processes_unknown", unknown.reason());
        }
        return WireJson.text(json.put("fit_for_verdicts", isFit()));
    }

    private String processesText() {
        if (processes instanceof Unknown unknown) {
            return "unknown: " + unknown.reason();
        }
        long others = processes.foreign().size();
        long all = ((Known) processes).processes().size();
        List<String> remarks = ((Known) processes).remarks();
        return all
                + (others == 0
                        ? ", all ours"
                        : ", foreign: "
                                + processes.foreign().stream()
                                        .map(GpuProcess::pid)
                                        .toList())
                + (remarks.isEmpty() ? "" : "; nvidia-smi also printed: " + String.join("; ", remarks));
    }
}
