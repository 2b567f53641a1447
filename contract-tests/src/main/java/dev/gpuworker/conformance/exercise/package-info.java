/**
 * What a run does with a worker to learn how it behaves. Each group has a class of its own, such as
 * {@link dev.gpuworker.conformance.exercise.JobExercises}; an exercise runs if a rule of
 * {@link dev.gpuworker.conformance.rules.WorkerRulebook} needs it. Most are a
 * {@link dev.gpuworker.conformance.exercise.ScriptedExercise}.
 */
@NullMarked
package dev.gpuworker.conformance.exercise;

import org.jspecify.annotations.NullMarked;
