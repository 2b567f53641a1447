package dev.gpuworker.real.vram.device;

import java.util.Optional;

/**
 * Opens CUDA devices. It checks once per JVM whether CUDA can be used and remembers the answer, because a failed load
 * of native code can't be repeated.
 *
 * <pre>{@code
 * try (DeviceMemory memory = Cuda.open(0)) {
 *     long usedBytes = memory.read().usedBytes();
 * }
 * }</pre>
 */
public final class Cuda {
    private Cuda() {}

    /** Returns why CUDA can't be used here, as one sentence, or empty if it can. Never throws. */
    public static Optional<String> unavailable() {
        return Answer.ONCE.reason();
    }

    /** Returns the number of devices that the driver shows to this process; 0 if CUDA can't be used. */
    public static int deviceCount() {
        return Answer.ONCE.deviceCount();
    }

    /**
     * Opens a device for reading.
     *
     * @param index from 0, as {@code --gpu-device} takes it
     * @throws DeviceMemoryException if CUDA can't be used (with the reason), there is no such device, or the driver
     *     fails
     */
    public static DeviceMemory open(int index) {
        return openAllocator(index);
    }

    /**
     * Opens a device for reading and allocating memory.
     *
     * @param index from 0
     * @throws DeviceMemoryException as {@link #open}
     */
    public static DeviceAllocator openAllocator(int index) {
        Answer answer = Answer.ONCE;
        if (answer.reason().isPresent()) {
            throw DeviceMemoryException.unavailable(answer.reason().get());
        }
        if (index < 0 || index >= answer.deviceCount()) {
            throw DeviceMemoryException.noSuchDevice(index, answer.deviceCount());
        }
        return CudaDeviceMemory.open(index);
    }

    private record Answer(Optional<String> reason, int deviceCount) {
        static final Answer ONCE = ask();

        private static Answer ask() {
            try {
                int count = CudaLibrary.leadingJcuda(CudaDeviceMemory::initialise);
                return count > 0
                        ? new Answer(Optional.empty(), count)
                        : because("the NVIDIA driver works but shows no CUDA device to this process");
            } catch (DeviceMemoryException e) {
                return because(CudaAbsence.ofCall(e));
            } catch (CudaLibraryException e) {
                return because(e.reason());
            } catch (LinkageError | RuntimeException e) {
                // JCuda throws linkage errors, and on macOS an unchecked exception.
                return because(CudaAbsence.ofLoading(e));
            }
        }

        private static Answer because(String reason) {
            return new Answer(Optional.of(reason), 0);
        }
    }
}
