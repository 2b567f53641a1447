package dev.gpuworker.mock.scenario;

/** One thing the mock does in answer to a job. A script is a list of these, played in order on one time line. */
public sealed interface Step permits Write, Pause, Ending {
    /** Returns the word that names this step in a scenario file. */
    String verb();
}
