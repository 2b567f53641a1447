package dev.gpuworker.real.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerBinaryTest {
    @TempDir
    private Path folder;

    @Test
    void aProgramAndAScriptAreFound() throws IOException {
        Path script = TestWorkers.script(folder.resolve("worker.sh"), "#!/bin/sh", "exit 0");

        assertThat(WorkerBinary.find(script.toString()).path()).isEqualTo(script);
        assertThat(WorkerBinary.find("sh").path()).isAbsolute().isExecutable();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            missing           | does not exist\\n
            no/such/worker    | does not exist; neither does its folder\\n
            folder            | is a folder, not a program\\n
            plain             | is not executable: chmod +x
            text              | is neither an ELF program nor a script with a #! line; it begins with 'Lorem ipsum dolo'
            empty             | is empty\\n
            dangling          | is a link whose target does not exist
            lost-interpreter  | is a script whose interpreter '/no/such/interpreter' does not exist
            windows-script    | is a script whose interpreter '/bin/sh
            cut-off           | is an ELF program cut off after 6 bytes
            copied-in-part    | is an ELF program cut off after 2000 bytes: its last segment ends at byte
            head-alone        | is an ELF program cut off after 200 bytes
            damaged           | begins like an ELF program, but its header is damaged
            endless-offset    | is an ELF program cut off after
            object-file       | is an ELF file but not a program: its type is 1 instead of 2 or 3
            foreign           | is built for
            """)
    void whatCannotBeRunIsRefusedWithItsReason(String name, String reason) throws IOException {
        makeUnusableFiles();

        assertThatExceptionOfType(BinaryUnusableException.class)
                .isThrownBy(() -> WorkerBinary.find(folder.resolve(name).toString()))
                .withMessageStartingWith(
                        "the worker's binary " + folder.resolve(name) + " " + reason.replace("\\n", "\n"))
                .withMessageEndingWith("see docs/real-worker.md#binary-unusable");
    }

    @Test
    void aBlankNameIsRefused() {
        assertThatExceptionOfType(BinaryUnusableException.class)
                .isThrownBy(() -> WorkerBinary.find(" "))
                .withMessageContaining("is empty: give the path");
    }

    @Test
    void aProgramThatTheKernelRefusesAfterAllIsUnusableAndDidNotExit() throws IOException {
        Path script = TestWorkers.script(folder.resolve("worker.sh"), "#!/bin/sh", "exit 0");
        WorkerConfig config =
                WorkerConfig.builder(new WorkerBinary(script), "mock:tiny").build();
        Files.delete(script);

        assertThatExceptionOfType(BinaryUnusableException.class)
                .isThrownBy(() -> ReadyWorker.start(config, folder.resolve("run")))
                .withMessageContaining("could not be executed: exec failed with code 127")
                .withMessageContaining("setsid: failed to execute " + script);
    }

    @Test
    void aModelPathWithBlanksAndNonAsciiLettersReachesTheWorkerAsItIs() throws Exception {
        Process jvm = ChildJvm.start(
                folder.resolve("jvm.log"),
                Map.of("LC_ALL", "C.UTF-8"),
                StartsWithModel.class,
                TestWorkers.misbehavingBinary().path().toString(),
                folder.toString());

        assertThat(jvm.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(jvm.exitValue())
                .as(Files.readString(folder.resolve("jvm.log")))
                .isZero();
        assertThat(folder.resolve("seen"))
                .content()
                .contains("/modèles 模型/tiny ü 🙂.gguf\n")
                .contains("--model '" + folder + "/modèles 模型/tiny ü 🙂.gguf' --gpu-device 0");
    }

    private void makeUnusableFiles() throws IOException {
        Files.createDirectory(folder.resolve("folder"));
        Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
        TestWorkers.script(folder.resolve("text"), "Lorem ipsum dolor sit amet");
        TestWorkers.script(folder.resolve("lost-interpreter"), "#!/no/such/interpreter -x", "exit 0");
        TestWorkers.script(folder.resolve("windows-script"), "#!/bin/sh\r", "exit 0\r");
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        write("empty", new byte[0]);
        write("cut-off", new byte[] {0x7f, 'E', 'L', 'F', 2, 1});
        byte[] foreign = new byte[64];
        System.arraycopy(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}, 0, foreign, 0, 7);
        foreign[16] = 2;
        foreign[18] = (byte) (System.getProperty("os.arch").equals("aarch64") ? 62 : 183);
        write("foreign", foreign);
        byte[] program = Files.readAllBytes(Path.of("/bin/sh"));
        write("copied-in-part", Arrays.copyOf(program, 2000));
        write("head-alone", Arrays.copyOf(program, 200));
        write("damaged", with(program, 4, (byte) 0x7e));
        byte[] endless = program.clone();
        ByteBuffer.wrap(endless).order(ByteOrder.LITTLE_ENDIAN).putLong(32, Long.MAX_VALUE - 8);
        write("endless-offset", endless);
        write("object-file", with(program, 16, (byte) 1));
    }

    private static byte[] with(byte[] program, int offset, byte value) {
        byte[] changed = program.clone();
        changed[offset] = value;
        return changed;
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
