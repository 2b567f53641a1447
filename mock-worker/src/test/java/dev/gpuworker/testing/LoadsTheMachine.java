package dev.gpuworker.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that keeps the processor busy for seconds and holds under load itself. It runs beside others, but not
 * beside one that {@link MeasuresTime}, nor beside another of its kind.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(MeasuresTime.PROCESSOR)
public @interface LoadsTheMachine {}
