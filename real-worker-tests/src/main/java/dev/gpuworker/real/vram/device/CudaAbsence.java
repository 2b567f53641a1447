package dev.gpuworker.real.vram.device;

import java.util.List;

/** Says in one sentence why CUDA can't be used. */
final class CudaAbsence {
    /** Parts of the linker's or JCuda's messages, and what they mean. The first match counts. */
    private static final List<Cause> CAUSES = List.of(
            new Cause(
                    "libcuda.so.1: cannot open shared object file",
                    "libcuda.so.1 was not found, so no NVIDIA driver is installed or its folder is not on the loader's path"),
            new Cause("libcuda.so.1: ", "libcuda.so.1 was found but can't be loaded"),
            new Cause(
                    "native access", "this JVM forbids native code; start it with --enable-native-access=ALL-UNNAMED"),
            new Cause("No resource found with name", "JCuda's native library is not on the class path"),
            new Cause(
                    "failed to map segment",
                    "JCuda's native library can't be mapped: its folder may be mounted noexec"),
            new Cause("file too short", "JCuda's native library is cut off"),
            new Cause("invalid ELF header", "JCuda's native library is damaged"),
            new Cause("jcuda/driver", "JCuda is not on the class path"));

    private CudaAbsence() {}

    static String ofCall(DeviceMemoryException failure) {
        String meaning = failure.isNoDevice()
                ? "the NVIDIA driver is installed but finds no GPU: "
                : "the NVIDIA driver is installed but can't be used: ";
        return meaning + failure.fact();
    }

    static String ofLoading(Throwable failure) {
        String text = wholeText(failure);
        return CAUSES.stream()
                .filter(cause -> text.contains(cause.sign()))
                .findFirst()
                .map(cause -> cause.sentence() + lineWith(cause.sign(), text))
                .orElseGet(
                        () -> "JCuda can't be loaded: " + failure.getClass().getSimpleName() + ": " + firstLine(text));
    }

    private static String wholeText(Throwable failure) {
        var text = new StringBuilder();
        for (Throwable at = failure; at != null; at = at.getCause()) {
            text.append(at.getMessage()).append('\n');
        }
        return text.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }

    private static String lineWith(String sign, String text) {
        return text.lines()
                .filter(line -> line.contains(sign))
                .findFirst()
                .map(line ->
                        " (" + line.strip().replaceFirst("^(?:[a-z]+\\.)+[A-Za-z]+(?:Error|Exception): ", "") + ")")
                .orElse("");
    }

    private record Cause(String sign, String sentence) {}
}
