package dev.gpuworker.mock.scenario;

/** A scenario's answer to a job: one HTTP response without a stream, or a stream. */
public sealed interface Answer permits Reply, Script {}
