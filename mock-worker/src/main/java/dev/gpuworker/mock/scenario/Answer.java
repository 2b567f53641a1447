package dev.gpuworker.mock.scenario;

/** What a scenario answers to a job: one HTTP response without a stream, or a stream. */
public sealed interface Answer permits Reply, Script {}
