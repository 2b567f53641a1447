package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests JCuda's real code path and its errors on the fake driver, each in a separate JVM. */
class CudaInChildJvmTest {
    private static final long CONTEXT_BYTES = 512L << 20;

    @TempDir
    Path folder;

    private ChildJvm jvm;

    @BeforeEach
    void fakeDriver() {
        jvm = ChildJvm.with(FakeCuda.environment(folder.resolve("state")));
    }

    @Test
    void readsTheDevice() throws Exception {
        assertThat(jvm.run(CudaQuestion.class, "read", "0"))
                .isEqualTo("device 0 (FAKE H200, 0000:F0:00.0, 150754820096 bytes (140.4 GiB), CUDA 13.0) used "
                        + CONTEXT_BYTES);
    }

    @Test
    void wrongDeviceIndexTellsWhichExist() throws Exception {
        assertThat(jvm.run(CudaQuestion.class, "read", "1"))
                .isEqualTo("there is no CUDA device 1: the only index is 0 (CUDA_VISIBLE_DEVICES may hide some);"
                        + " see docs/real-worker.md#no-such-device");
        assertThat(jvm.andEnvironment("FAKE_CUDA_STATE", folder.resolve("two").toString())
                        .andEnvironment("FAKE_CUDA_DEVICES", "2")
                        .run(CudaQuestion.class, "read", "-1"))
                .startsWith("there is no CUDA device -1: indices go from 0 to 1");
    }

    @Test
    void failedReadingNamesFunctionAndNumberAndIsNotAFullDevice() throws Exception {
        assertThat(jvm.andEnvironment("FAKE_CUDA_FAIL", "cuMemGetInfo=999").run(CudaQuestion.class, "read", "0"))
                .isEqualTo(
                        "cuMemGetInfo returned 999 (CUDA_ERROR_UNKNOWN) on device 0; see docs/real-worker.md#cuda-call-failed");
    }

    @Test
    void codeNewerThanJcudaIsToldByItsNumber() throws Exception {
        assertThat(jvm.andEnvironment("FAKE_CUDA_FAIL", "cuDevicePrimaryCtxRetain=4242")
                        .run(CudaQuestion.class, "read", "0"))
                .startsWith("cuDevicePrimaryCtxRetain returned 4242 (INVALID CUresult: 4242) on device 0");
    }

    @Test
    void deviceWithoutRoomForAContextIsOutOfMemory() throws Exception {
        assertThat(jvm.andEnvironment("FAKE_CUDA_TOTAL_MIB", "100").run(CudaQuestion.class, "read", "0"))
                .startsWith("cuDevicePrimaryCtxRetain returned 2 (CUDA_ERROR_OUT_OF_MEMORY) on device 0")
                .endsWith("#out-of-device-memory");
    }

    @Test
    void allImportsAreThereWhenTheLoaderBindsThemAtOnce() throws Exception {
        assertThat(jvm.andEnvironment("LD_BIND_NOW", "1").run(CudaQuestion.class, "why"))
                .isEqualTo("available");
    }

    @Test
    void leftoverOfAKilledJvmInTheSharedFolderDoesNoHarm() throws Exception {
        Files.createFile(folder.resolve(CudaLibrary.FILE_NAME));

        String answer = jvm.andOptions(List.of("-Djava.io.tmpdir=" + folder)).run(CudaQuestion.class, "why");

        assertThat(answer).isEqualTo("available");
        assertThat(filesIn(folder)).containsExactlyInAnyOrder(CudaLibrary.FILE_NAME, "state");
    }

    @Test
    void childJvmFindsTheLibraryOfItsParentAndUnpacksNone() throws Exception {
        String answer = jvm.andOptions(CudaLibrary.jvmOptions())
                .andOptions(List.of("-Djava.io.tmpdir=" + folder.resolve("missing")))
                .run(CudaQuestion.class, "why");

        // A newer JDK warns of such a folder first.
        assertThat(answer.lines()).last().isEqualTo("available");
    }

    @Test
    void jvmsThatStartTogetherDoNotDisturbEachOther() throws Exception {
        ChildJvm sharing = jvm.andOptions(List.of("-Djava.io.tmpdir=" + folder));
        var processes = new ArrayList<Process>();
        for (int i = 0; i < 6; i++) {
            processes.add(sharing.start(folder.resolve("log" + i), CudaQuestion.class, "why"));
        }

        for (Process process : processes) {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }

        for (int i = 0; i < 6; i++) {
            assertThat(folder.resolve("log" + i)).content().isEqualToIgnoringNewLines("available");
        }
    }

    private static List<String> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
