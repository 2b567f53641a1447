package dev.gpuworker.io;

/** Prints what is wrong with a path, in its own JVM, because a running JVM cannot change its locale. */
final class FilePathMain {
    private FilePathMain() {}

    @SuppressWarnings("SystemOut") // The test reads it there.
    public static void main(String[] args) {
        try {
            FilePath.of(args[0]);
            System.out.println("is a path");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
