package dev.gpuworker.real.vram;

import dev.gpuworker.conformance.Verdict.Kind;
import dev.gpuworker.real.vram.device.GpuProcesses;
import dev.gpuworker.real.vram.device.GpuProcesses.GpuProcess;
import dev.gpuworker.real.vram.device.GpuProcesses.Known;
import dev.gpuworker.real.vram.device.GpuProcesses.Unknown;
import java.util.ArrayList;
import java.util.List;

/** Downgrades verdicts that other processes on the card may have caused, because readings are device-wide. */
final class ForeignProcesses {
    private ForeignProcesses() {}

    /**
     * Returns the verdict itself if no other process was seen. If processes could not be listed, the verdict says so.
     * If they could be listed before but not at the end, it becomes inconclusive. With other processes on the card it
     * becomes inconclusive and never passes, with one exception: memory that is not given back stays a failure if the
     * others weren't there before, because the worker may have left them behind.
     *
     * @param before processes on the card before the worker was started
     * @param after processes on the card at the end
     */
    static VramVerdict overrule(VramVerdict verdict, GpuProcesses before, GpuProcesses after) {
        if (before.foreign().isEmpty() && after.foreign().isEmpty()) {
            return after instanceof Unknown unknown ? unseen(verdict, before, unknown.reason()) : verdict;
        }
        var evidence = new ArrayList<>(verdict.evidence());
        evidence.addAll(named(before.foreign(), "before"));
        evidence.addAll(named(after.foreign(), "at the end"));
        boolean leftBehind = before.foreign().isEmpty()
                && verdict.check() == VramCheck.BACK_AT_BASELINE
                && verdict.kind() == Kind.FAILED;
        return leftBehind
                ? new VramVerdict(verdict.check(), Kind.FAILED, verdict.because(), verdict.expected(), evidence)
                : VramVerdict.inconclusive(
                        verdict.check(),
                        "other processes use the card, so this proves nothing: " + verdict.because(),
                        evidence);
    }

    private static VramVerdict unseen(VramVerdict verdict, GpuProcesses before, String reason) {
        if (before instanceof Known) {
            return VramVerdict.inconclusive(
                    verdict.check(),
                    "other processes on the card could be seen before the start but not at the end (" + reason
                            + "), so this proves nothing: " + verdict.because(),
                    verdict.evidence());
        }
        return new VramVerdict(
                verdict.check(),
                verdict.kind(),
                verdict.because() + "; other processes on the card could not be seen: " + reason,
                verdict.expected(),
                verdict.evidence(),
                verdict.hint());
    }

    private static List<Evidence> named(List<GpuProcess> processes, String when) {
        return processes.stream()
                .map(process -> Evidence.bytes(
                        (process.pid() == GpuProcess.UNNAMED
                                        ? "a process with a pid that the driver hides"
                                        : "process " + process.pid())
                                + " on the card " + when,
                        process.usedBytes().orElse(0)))
                .toList();
    }
}
