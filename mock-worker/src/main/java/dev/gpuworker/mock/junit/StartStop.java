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
 *   <li>On a field without a value: a fresh worker before each test. On a static field: one for the whole class.
 *   <li>On a field with a value, such as {@code MockWorker.builder().busy(BusyPolicy.REJECT).start()}: the extension
 *       takes that worker over.
 *   <li>On a parameter of a test, lifecycle method or constructor: a fresh worker of its own.
 * </ul>
 *
 * A fresh worker has every default, except for what {@link #scenario} and {@link #setup} say.
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
    /**
     * Returns what a fresh worker answers with: the name of a shipped scenario or set, such as {@code haiku}, or a
     * scenario file, whose {@code worker:} block counts too. Default none: the generator answers.
     */
    String scenario() default "";

    /** Returns what sets up a fresh worker, after {@link #scenario}. Default nothing. */
    Class<? extends WorkerSetup> setup() default WorkerSetup.Defaults.class;

    /** Returns what fails the test if it is there at the end. Default nothing. */
    Leftover[] failOn() default {};
}
