package dev.gpuworker.conformance.exercise;

import dev.gpuworker.conformance.Exercise;
import dev.gpuworker.conformance.Traffic;
import java.util.function.Consumer;

/**
 * An exercise as a value.
 *
 * @param name in words joined by hyphens
 * @param description in a sentence
 * @param stopsTheWorker whether the worker has exited afterwards
 * @param script makes the traffic
 */
record ScriptedExercise(String name, String description, boolean stopsTheWorker, Consumer<Traffic> script)
        implements Exercise {
    static Exercise of(String name, String description, Consumer<Traffic> script) {
        return new ScriptedExercise(name, description, false, script);
    }

    @Override
    public void run(Traffic traffic) {
        script.accept(traffic);
    }
}
