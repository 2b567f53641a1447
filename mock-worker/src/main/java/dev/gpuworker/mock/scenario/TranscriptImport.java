package dev.gpuworker.mock.scenario;

import dev.gpuworker.mock.scenario.internal.read.TranscriptReader;
import java.nio.file.Path;

/**
 * Turns a recorded stream into a scenario that plays a worker's answer again. The transcript is NDJSON, one line for
 * each event in order:
 *
 * <pre>{@code
 * {"at_ms": 0.0,  "event": "started", "data": {"job_id": "j", "model": "m", "started_at": "2026-01-31T12:00:00Z"}}
 * {"at_ms": 41.5, "event": "token",   "data": {"t": "Warps", "i": 0}}
 * {"at_ms": 60.2, "event": "end",     "data": {"tokens_out": 1, "decode_time_ms": 60}}
 * }</pre>
 *
 * <p>{@code at_ms} counts from the job's start and must not run backwards. Fields that belong to the job (its id, the
 * model, instants, measured values) are left for the player to fill; codes, messages and stop reasons are kept. Other
 * keys are ignored. As in every scenario, contract violations of the recorded worker must be declared.
 */
public final class TranscriptImport {
    private TranscriptImport() {}

    /**
     * Returns the scenario of a file. Throws {@link ScenarioException} with every problem, at its line.
     *
     * @param name name of the new scenario
     */
    public static Scenario read(String name, Path file, String... violates) {
        return TranscriptReader.read(name, file, violates);
    }

    /** Returns the scenario of a text; {@code source} is the file's name in messages. */
    public static Scenario parse(String name, String source, String text, String... violates) {
        return TranscriptReader.parse(name, source, text, violates);
    }
}
