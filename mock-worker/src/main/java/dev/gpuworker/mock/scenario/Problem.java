package dev.gpuworker.mock.scenario;

/**
 * One thing that is wrong with a scenario file.
 *
 * @param line from 1
 * @param column from 1, in code points
 * @param width code points that the caret underlines, at least 1
 * @param message what is wrong, on one line
 * @param hint what to do instead, on one line; may be empty
 */
public record Problem(int line, int column, int width, String message, String hint) {}
