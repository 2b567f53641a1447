package dev.gpuworker.real.vram.device;

/** Queries CUDA in a separate JVM and prints the answer: {@code why}, {@code read <index>} or {@code twice}. */
final class CudaQuestion {
    private CudaQuestion() {}

    @SuppressWarnings("SystemOut") // the answer to the test that started it
    public static void main(String[] arguments) {
        try {
            System.out.println(answer(arguments));
        } catch (DeviceMemoryException e) {
            System.out.println(e.getMessage());
        }
    }

    private static String answer(String[] arguments) {
        return switch (arguments[0]) {
            case "why" -> Cuda.unavailable().orElse("available");
            case "twice" -> Cuda.unavailable().equals(Cuda.unavailable()) + " " + Cuda.deviceCount();
            case "read" -> {
                try (DeviceMemory memory = Cuda.open(Integer.parseInt(arguments[1]))) {
                    yield memory.device() + " used " + memory.read().usedBytes();
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        };
    }
}
