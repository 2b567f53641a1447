package dev.gpuworker.mock.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test a {@link dev.gpuworker.mock.MockWorker} on a free port, and closes it.
 *
 * <ul>
 *   <li>On a field without a value: a fresh worker with every default before each test. On a static field: one for the
 *       whole class.
 *   <li>On a field with a value, such as {@code MockWorker.builder().config(…).start()}: that worker is taken over.
 *   <li>On a parameter of a test, lifecycle method or constructor: a fresh worker of its own.
 * </ul>
 *
 * <pre>{@code
 * class OrchestratorTest {
 *     @StartStop
 *     private MockWorker worker;
 *
 *     @Test
 *     void asksForTokens() {
 *         // POST worker.url() + "/execute"
 *     }
 * }
 * }</pre>
 *
 * Fields of an enclosing class are served in {@code @Nested} classes too. Tests may run in parallel: no state is shared
 * but that of a static field.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(StartStopExtension.class)
public @interface StartStop {
    /** What fails the test when it is there at the end. Default nothing. */
    Leftover[] failOn() default {};
}
