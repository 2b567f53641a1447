package dev.gpuworker.mock.scenario;

/**
 * One line of a scenario's time line: what is sent or happens, and when.
 *
 * @param after where the time begins: the gate that opens; empty for the job's start
 * @param medianMillis milliseconds until then, the median if waits are random; negative for a line without a time
 * @param p99Millis the same, as the 99th percentile
 * @param event what is sent or happens
 * @param detail more about it
 */
public record TimedLine(String after, double medianMillis, double p99Millis, String event, String detail) {}
