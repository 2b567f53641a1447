package dev.gpuworker.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A test class that judges how long a worker takes. It runs beside others, but not while a class that
 * {@link LoadsTheMachine} runs. Tests that measure milliseconds run alone, with JUnit's {@code @Isolated}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(value = MeasuresTime.PROCESSOR, mode = ResourceAccessMode.READ)
public @interface MeasuresTime {
    /** The resource that these classes share and that a load takes for itself. */
    String PROCESSOR = "the time of the processor";
}
