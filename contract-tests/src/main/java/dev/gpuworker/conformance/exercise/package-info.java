/**
 * The exercises of a run, which show how a worker behaves. Each group has its own class, such as
 * {@link dev.gpuworker.conformance.exercise.JobExercises}; an exercise runs if a rule of
 * {@link dev.gpuworker.conformance.rules.WorkerRulebook} needs it. Most are
 * {@link dev.gpuworker.conformance.exercise.ScriptedExercise}s.
 */
@NullMarked
package dev.gpuworker.conformance.exercise;

import org.jspecify.annotations.NullMarked;
