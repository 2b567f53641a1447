package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that one sentence explains every way in which CUDA can be missing. Each case needs a separate JVM. */
class CudaAbsentTest {
    @TempDir
    Path folder;

    @Test
    void noDriver() throws Exception {
        String answer = askWithout(Map.of());

        assertThat(answer)
                .startsWith(
                        "libcuda.so.1 was not found, so no NVIDIA driver is installed or its folder is not on the loader's path")
                .hasLineCount(1);
    }

    @Test
    void noDriverMeansNoDevices() throws Exception {
        String answer = ChildJvm.with(noFake()).run(CudaQuestion.class, "twice");

        assertThat(answer).isEqualTo("true 0");
    }

    @Test
    void openingADeviceWithoutADriverTellsTheReasonAndWhereToReadOn() throws Exception {
        String answer = ChildJvm.with(noFake()).run(CudaQuestion.class, "read", "0");

        assertThat(answer)
                .startsWith("libcuda.so.1 was not found")
                .endsWith("see docs/real-worker.md#cuda-not-available");
    }

    @Test
    void driverThatIsNoLibrary() throws Exception {
        Files.writeString(
                folder.resolve("libcuda.so.1"),
                "this is not a library, but it is long enough to be read as one. ".repeat(20));

        String answer = askWithout(Map.of("LD_LIBRARY_PATH", folder.toString()));

        assertThat(answer)
                .startsWith("libcuda.so.1 was found but can't be loaded")
                .contains("invalid ELF header");
    }

    @Test
    void driverWithoutGpu() throws Exception {
        var environment = FakeCuda.environment(folder.resolve("state"));
        environment.remove("FAKE_CUDA_STATE");

        assertThat(ask(environment))
                .isEqualTo(
                        "the NVIDIA driver is installed but finds no GPU: cuInit returned 100 (CUDA_ERROR_NO_DEVICE) (driver for CUDA 13000)");
    }

    @Test
    void driverThatCannotStart() throws Exception {
        var environment = FakeCuda.environment(folder.resolve("state"));
        environment.put("FAKE_CUDA_FAIL", "cuInit=803");

        assertThat(ask(environment))
                .startsWith(
                        "the NVIDIA driver is installed but can't be used: cuInit returned 803 (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH)");
    }

    @Test
    void driverThatShowsNoDevice() throws Exception {
        var environment = FakeCuda.environment(folder.resolve("state"));
        environment.put("FAKE_CUDA_FAIL", "cuDeviceGetCount=100");

        assertThat(ask(environment)).contains("finds no GPU: cuDeviceGetCount returned 100");
    }

    @Test
    void nativeLibraryMissing() throws Exception {
        String answer = ChildJvm.with(noFake()).withoutJar("jcuda-natives").run(CudaQuestion.class, "why");

        assertThat(answer).isEqualTo("JCuda's native library " + CudaLibrary.FILE_NAME + " is not on the class path");
    }

    @Test
    void jcudaMissing() throws Exception {
        String answer = ChildJvm.with(noFake()).withoutJar("jcuda/jcuda/").run(CudaQuestion.class, "why");

        assertThat(answer).startsWith("JCuda is not on the class path");
    }

    @Test
    void noRoomToUnpack() throws Exception {
        String answer = ChildJvm.with(noFake())
                .andOptions(List.of("-Djava.io.tmpdir=" + folder.resolve("missing")))
                .run(CudaQuestion.class, "why");

        // A newer JDK warns of such a folder first.
        assertThat(answer.lines())
                .last(STRING)
                .startsWith("JCuda's native library can't be unpacked: no folder can be created in "
                        + folder.resolve("missing"));
    }

    @Test
    void foreignOperatingSystem() throws Exception {
        String answer =
                ChildJvm.with(noFake()).andOptions(List.of("-Dos.arch=aarch64")).run(CudaQuestion.class, "why");

        assertThat(answer).isEqualTo("JCuda's native library is for Linux on x86-64, but this is Linux aarch64");
    }

    @Test
    void nativeAccessForbidden() {
        // JDK 24 and later with --illegal-native-access=deny: the linker's error wraps this one.
        var error = new UnsatisfiedLinkError("Error while loading native library");
        error.initCause(new IllegalCallerException("Illegal native access from: unnamed module @1b2c"));

        assertThat(CudaAbsence.ofLoading(error))
                .startsWith("this JVM forbids native code; start it with --enable-native-access");
    }

    @Test
    void unknownReasonIsToldInOneLine() {
        assertThat(CudaAbsence.ofLoading(new UnsatisfiedLinkError("first\nsecond")))
                .isEqualTo("JCuda can't be loaded: UnsatisfiedLinkError: first");
    }

    private static Map<String, String> noFake() {
        return new HashMap<>();
    }

    private static String askWithout(Map<String, String> environment) throws IOException, InterruptedException {
        return ask(environment);
    }

    private static String ask(Map<String, String> environment) throws IOException, InterruptedException {
        return ChildJvm.with(environment).run(CudaQuestion.class, "why");
    }
}
