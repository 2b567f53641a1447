package dev.gpuworker.real.vram.device;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * JCuda's native library, unpacked into a folder for this JVM and its children. Only this user can write to the folder.
 *
 * <p>JCuda itself would unpack it under a fixed name in the shared temporary folder. Other JVMs do the same, so racing
 * JVMs crash, a file cut off by a killed JVM breaks every later run, and anyone may plant code under that name.
 */
public final class CudaLibrary {
    /** The file name that the JCuda version on the class path looks for. */
    static final String FILE_NAME = "libJCudaDriver-12.6.0-linux-x86_64.so";

    private static final String TEMPORARY_FOLDER = "java.io.tmpdir";

    private CudaLibrary() {}

    /**
     * Returns the options that let a child JVM find and load the library; unpacks it first if necessary. The child must
     * not outlive this JVM.
     *
     * @throws CudaLibraryException if the library is missing or there is no room for it
     */
    public static List<String> jvmOptions() {
        return List.of("-Djava.library.path=" + Unpacked.ONCE.folder(), "--enable-native-access=ALL-UNNAMED");
    }

    /**
     * Runs the first use of JCuda in this JVM and directs JCuda to our copy. JCuda looks in {@code java.library.path},
     * which can no longer be changed, and then for its own file name in the temporary folder.
     */
    static <T> T leadingJcuda(Supplier<T> firstUse) {
        if (isOnLibraryPath()) {
            return firstUse.get();
        }
        String before = System.getProperty(TEMPORARY_FOLDER);
        System.setProperty(TEMPORARY_FOLDER, Unpacked.ONCE.folder().toString());
        try {
            return firstUse.get();
        } finally {
            System.setProperty(TEMPORARY_FOLDER, before);
        }
    }

    private static boolean isOnLibraryPath() {
        return Stream.of(System.getProperty("java.library.path", "").split(":", -1))
                .anyMatch(folder -> !folder.isEmpty() && Files.isRegularFile(Path.of(folder, FILE_NAME)));
    }

    /**
     * Writes the library into a folder, whole or not at all.
     *
     * @throws CudaLibraryException if the library is missing or there is no room for it
     */
    static void unpackTo(Path folder) {
        Path part = folder.resolve(FILE_NAME + ".part");
        try (InputStream packed = CudaLibrary.class.getResourceAsStream("/lib/" + FILE_NAME)) {
            if (packed == null) {
                throw new CudaLibraryException("JCuda's native library " + FILE_NAME + " is not on the class path");
            }
            Files.copy(packed, part);
            Files.move(part, folder.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CudaLibraryException("JCuda's native library can't be unpacked to " + folder + " (" + e + ")");
        }
    }

    private static Path unpackToNewFolder() {
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (!List.of("linux amd64", "linux x86_64").contains(system.toLowerCase(Locale.ROOT))) {
            throw new CudaLibraryException("JCuda's native library is for Linux on x86-64, but this is " + system);
        }
        Path folder;
        try {
            folder = Files.createTempDirectory("real-worker-cuda-"); // only this user can write there
        } catch (IOException e) {
            throw new CudaLibraryException("JCuda's native library can't be unpacked: no folder can be created in "
                    + System.getProperty(TEMPORARY_FOLDER) + " (" + e + ")");
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "cuda-library-clean-up"));
        unpackTo(folder);
        return folder;
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(FILE_NAME));
            Files.deleteIfExists(folder.resolve(FILE_NAME + ".part"));
            Files.delete(folder);
        } catch (IOException e) {
            System.getLogger(CudaLibrary.class.getName())
                    .log(System.Logger.Level.DEBUG, "{0} could not be deleted: {1}", folder, e);
        }
    }

    /** The outcome of the only attempt: a folder, or the reason why there is none. */
    private record Unpacked(List<Path> folders, String reason) {
        static final Unpacked ONCE = attempt();

        private static Unpacked attempt() {
            try {
                return new Unpacked(List.of(unpackToNewFolder()), "");
            } catch (CudaLibraryException e) {
                return new Unpacked(List.of(), e.reason());
            }
        }

        Path folder() {
            return folders.stream().findFirst().orElseThrow(() -> new CudaLibraryException(reason));
        }
    }
}
