package dev.gpuworker.real.vram.device;

import java.util.List;
import java.util.OptionalLong;

/**
 * The processes that use a device, as far as {@code nvidia-smi} can tell. Only ever an enrichment: no verdict rests on
 * it alone.
 */
public sealed interface GpuProcesses {
    /**
     * One process on the device.
     *
     * @param usedBytes what it holds, where the driver tells
     */
    record GpuProcess(long pid, OptionalLong usedBytes) {}

    /**
     * A list that can be trusted: it contains this JVM, which holds a context itself.
     *
     * @param processes all processes on the device
     */
    record Known(List<GpuProcess> processes) implements GpuProcesses {
        /** Copies the list. */
        public Known {
            processes = List.copyOf(processes);
        }
    }

    /**
     * No list, or one in which this JVM is missing, as in a container, where the pids are those of the host.
     *
     * @param reason one sentence
     */
    record Unknown(String reason) implements GpuProcesses {}

    /** Returns the processes that are neither this JVM nor in its tree of children; empty when unknown. */
    default List<GpuProcess> foreign() {
        if (!(this instanceof Known known)) {
            return List.of();
        }
        List<Long> ours =
                ProcessHandle.current().descendants().map(ProcessHandle::pid).toList();
        return known.processes().stream()
                .filter(process -> process.pid() != ProcessHandle.current().pid() && !ours.contains(process.pid()))
                .toList();
    }
}
