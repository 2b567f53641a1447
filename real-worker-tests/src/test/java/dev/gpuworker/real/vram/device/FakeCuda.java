package dev.gpuworker.real.vram.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The fake {@code libcuda.so.1} of {@code src/test/native}: built when a test first needs it, with gcc. */
public final class FakeCuda {
    private static final Path SOURCES = Path.of("src/test/native");
    private static final Path FOLDER = Path.of("target/fake-cuda").toAbsolutePath();
    private static final Path LIBRARY = FOLDER.resolve("libcuda.so.1");

    /** The build takes about two seconds on a quiet machine. */
    private static final long BUILD_SECONDS_MAX = 120;

    private FakeCuda() {}

    /**
     * Returns the folder of the library. If the library can't exist on this system, the calling test is skipped with
     * the reason; without gcc it fails.
     */
    public static Path folder() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(
                system.equals("Linux amd64"),
                "did not run: the fake CUDA driver needs Linux on x86-64, this is " + system);
        Build.ONCE.check();
        return FOLDER;
    }

    /**
     * Loads the fake as the CUDA driver of this JVM, with fresh accounting. JCuda's library finds it by its name,
     * whatever the loader's path.
     */
    public static void loadIntoThisJvm() {
        folder();
        Loaded.ONCE.run();
    }

    /** Returns the environment with which a child process uses the fake with separate accounting. */
    public static Map<String, String> environment(Path state) {
        var environment = new HashMap<String, String>();
        environment.put("LD_LIBRARY_PATH", folder().toString());
        environment.put("FAKE_CUDA_STATE", state.toString());
        environment.put("FAKE_CUDA_DEVICES", "1");
        return environment;
    }

    /** Returns the environment with which a child process shares the fake device of this JVM. */
    public static Map<String, String> environmentSharedWithThisJvm() {
        Map<String, String> environment = environment(Path.of(System.getenv("FAKE_CUDA_STATE")));
        // The first process sets up the accounting, including the number of devices.
        environment.put("FAKE_CUDA_DEVICES", System.getenv("FAKE_CUDA_DEVICES"));
        return environment;
    }

    private enum Loaded {
        ONCE;

        Loaded() {
            try {
                Files.deleteIfExists(Path.of(System.getenv("FAKE_CUDA_STATE")));
            } catch (IOException e) {
                throw new IllegalStateException("the fake's old books can't be deleted", e);
            }
            System.load(LIBRARY.toString());
        }

        void run() {}
    }

    private record Build(String failure) {
        static final Build ONCE = run();

        void check() {
            assertThat(failure).as("building the fake CUDA driver").isEmpty();
        }

        private static Build run() {
            // One JVM builds the library while parallel JVMs wait for it.
            try {
                Files.createDirectories(FOLDER);
                try (FileChannel channel = FileChannel.open(
                                FOLDER.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    return lock.isValid() ? buildUnlessFresh() : new Build("the lock of the build was lost");
                }
            } catch (IOException e) {
                return new Build(e + " (gcc, nm and sh are needed on Linux x86-64)");
            }
        }

        private static Build buildUnlessFresh() throws IOException {
            Path jcuda = FOLDER.resolve(CudaLibrary.FILE_NAME);
            if (!Files.exists(jcuda)) {
                CudaLibrary.unpackTo(FOLDER);
            }
            return new Build(isNewerThanSources() ? "" : build(jcuda));
        }

        private static boolean isNewerThanSources() throws IOException {
            if (!Files.exists(LIBRARY)) {
                return false;
            }
            FileTime built = Files.getLastModifiedTime(LIBRARY);
            try (Stream<Path> sources = Files.list(SOURCES)) {
                return sources.allMatch(source -> source.toFile().lastModified() < built.toMillis());
            }
        }

        private static String build(Path jcuda) throws IOException {
            Path log = FOLDER.resolve("build.log");
            Process build = new ProcessBuilder(
                            "sh", SOURCES.resolve("build-fake-cuda.sh").toString(), FOLDER.toString(), jcuda.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            try {
                if (!build.waitFor(BUILD_SECONDS_MAX, TimeUnit.SECONDS)) {
                    build.destroyForcibly();
                    return "not built within " + BUILD_SECONDS_MAX + " s";
                }
            } catch (InterruptedException e) {
                build.destroyForcibly();
                Thread.currentThread().interrupt();
                return "interrupted";
            }
            return build.exitValue() == 0 ? "" : "exit code " + build.exitValue() + ":\n" + Files.readString(log);
        }
    }
}
