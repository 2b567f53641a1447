package dev.gpuworker.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that judges how long a worker takes. Such classes run one after the other, though beside others; tests
 * that measure milliseconds run alone, with JUnit's {@code @Isolated}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock("the time that workers take")
public @interface MeasuresTime {}
