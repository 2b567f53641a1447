package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.Scenario;
import java.util.List;
import java.util.Map;

/**
 * A scenario with the places of its parts.
 *
 * @param scenario the scenario
 * @param name place of the name
 * @param answer place of {@code stream} or {@code reply}
 * @param steps places of the stream's steps; none for a reply
 * @param onCancel place of {@code on-cancel}, or of the name
 * @param violates place of each id of {@code violates}
 */
record LocatedScenario(
        Scenario scenario, Place name, Place answer, List<Place> steps, Place onCancel, Map<String, Place> violates) {}
