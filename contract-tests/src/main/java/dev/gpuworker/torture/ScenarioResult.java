package dev.gpuworker.torture;

/**
 * The result of one scenario.
 *
 * @param scenario its name
 * @param judgement the judgement
 * @param run what the client did
 * @param millis how long it took, in milliseconds
 */
public record ScenarioResult(String scenario, Judgement judgement, ClientRun run, long millis) {}
