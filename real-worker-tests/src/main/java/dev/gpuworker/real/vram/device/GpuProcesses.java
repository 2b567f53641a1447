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
     * @param pid its number, {@link #UNNAMED} if the driver does not tell it
     * @param usedBytes what it holds, if the driver tells
     */
    record GpuProcess(long pid, OptionalLong usedBytes) {
        /** Stands for the number of a process that the driver hides; no process has it. */
        public static final long UNNAMED = 0;
    }

    /**
     * A list that can be trusted: it contains this JVM, which holds a context itself.
     *
     * @param processes all processes on the device
     * @param remarks what else was printed, such as a warning of the driver; printable
     */
    record Known(List<GpuProcess> processes, List<String> remarks) implements GpuProcesses {
        /** Copies the lists. */
        public Known {
            processes = List.copyOf(processes);
            remarks = List.copyOf(remarks);
        }

        /** A list with nothing else beside it. */
        public Known(List<GpuProcess> processes) {
            this(processes, List.of());
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
