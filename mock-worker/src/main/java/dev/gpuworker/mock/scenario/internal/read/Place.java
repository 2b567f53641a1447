package dev.gpuworker.mock.scenario.internal.read;

/**
 * A place in a file.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param width code points to underline, at least 1
 */
public record Place(int line, int column, int width) {
    static final Place START = new Place(1, 1, 1);
}
