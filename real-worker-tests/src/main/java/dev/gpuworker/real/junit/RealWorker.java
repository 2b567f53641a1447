package dev.gpuworker.real.junit;

import dev.gpuworker.real.VramMode;
import dev.gpuworker.wire.Dialect;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives every test its own worker: a parameter of type {@link dev.gpuworker.real.WorkerHarness} is a fresh, ready
 * process that ends with the test, whether it passes or fails. Values that are left out here come from the system
 * property or the environment variable of {@link dev.gpuworker.real.WorkerSettings.Setting}. A missing program or model
 * is an error and never a skip. An annotation on a method replaces the one on its class.
 *
 * <pre>{@code
 * @RealWorker(model = "/models/qwen.gguf")
 * class HaikuTest {
 *     @Test
 *     void writesAHaiku(WorkerHarness worker) {
 *         StreamRecord stream = worker.execute(ExecuteRequest.of("job-1", "Write a haiku")).collect();
 *         StreamEvents.assertEventOrder(stream.events());
 *     }
 * }
 * }</pre>
 *
 * <p>The evidence of each test goes to its own folder; a failure message names the folder.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(RealWorkerExtension.class)
public @interface RealWorker {
    /** Path of the worker's program. */
    String binary() default "";

    /** Path of the model, or {@code mock:…} for a mock. */
    String model() default "";

    /** Index of the CUDA device, from 0; -1 takes it from the property or the environment. */
    int gpuDevice() default -1;

    /** What the worker speaks; left out, it comes from the property or the environment. Give one at most. */
    Dialect[] dialect() default {};

    /** Further arguments of the worker. */
    String[] arguments() default {};

    /** Further environment variables, each as {@code NAME=value}. */
    String[] environment() default {};

    /** How long the worker may take to become ready, in seconds; 0 takes it from the property or the environment. */
    double readyWithinSeconds() default 0;

    /** Whether device memory is watched. */
    VramMode vram() default VramMode.WHERE_CUDA_IS;
}
