package dev.gpuworker.real.vram.device;

import java.util.List;
import java.util.OptionalLong;

/** The processes that use a device, as far as {@code nvidia-smi} can list them. No verdict rests on this list alone. */
public sealed interface GpuProcesses {
    /**
     * One process on the device.
     *
     * @param pid its pid, or {@link #UNNAMED} if the driver hides it
     * @param usedBytes the memory that it holds, if the driver reports it
     */
    record GpuProcess(long pid, OptionalLong usedBytes) {
        /** Stands for a pid that the driver hides; no process has it. */
        public static final long UNNAMED = 0;
    }

    /**
     * A trustworthy list: it contains this JVM, which itself holds a context.
     *
     * @param processes all processes on the device
     * @param remarks other output, such as a warning of the driver; printable
     */
    record Known(List<GpuProcess> processes, List<String> remarks) implements GpuProcesses {
        /** Copies the lists. */
        public Known {
            processes = List.copyOf(processes);
            remarks = List.copyOf(remarks);
        }

        /** Creates a list without remarks. */
        public Known(List<GpuProcess> processes) {
            this(processes, List.of());
        }
    }

    /**
     * There is no list, or this JVM is missing from it, as in a container that lists the host's pids.
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
