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
 *       closes that worker.
 *   <li>On a parameter of a test, lifecycle method or constructor: a fresh worker of its own.
 * </ul>
 *
 * A fresh worker has every default, except for {@link #scenario} and {@link #setup}.
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
 * Fields of an enclosing class also work in {@code @Nested} classes. Tests may run in parallel: they share no state
 * except a static field's worker.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.PARAMETER})
@ExtendWith(StartStopExtension.class)
public @interface StartStop {
    /**
     * Returns the scenarios of a fresh worker: the name of a shipped scenario or set, such as {@code haiku}, or a
     * scenario file, whose {@code worker:} block also applies. Default none: the generator answers.
     */
    String scenario() default "";

    /** Returns the class that sets up a fresh worker, after {@link #scenario}. Default no setup. */
    Class<? extends WorkerSetup> setup() default WorkerSetup.Defaults.class;

    /** Returns the leftovers that fail the test. Default none. */
    Leftover[] failOn() default {};
}
