package dev.gpuworker.real.process.linux;

/**
 * A process as reports name it.
 *
 * @param pid its id
 * @param name its program's name, at most 15 characters
 */
public record ProcessName(long pid, String name) {
    @Override
    public String toString() {
        return pid + " (" + name + ")";
    }
}
