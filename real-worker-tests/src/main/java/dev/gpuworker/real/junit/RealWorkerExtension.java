package dev.gpuworker.real.junit;

import dev.gpuworker.real.WorkerHarness;
import dev.gpuworker.real.WorkerSettings;
import dev.gpuworker.real.WorkerSettings.Setting;
import dev.gpuworker.wire.Dialect;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** Starts a worker when a test asks for one; JUnit's store ends it with the test. */
final class RealWorkerExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(RealWorkerExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == WorkerHarness.class;
    }

    /** JUnit before 5.13 has only the method that later ones call deprecated. */
    @Override
    @SuppressWarnings("deprecation")
    public WorkerHarness resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "a WorkerHarness belongs to one test: make it a parameter of a test method or of @BeforeEach,"
                            + " not of a constructor or of @BeforeAll");
        }
        return Objects.requireNonNull(context.getStore(NAMESPACE)
                        .getOrComputeIfAbsent(TestWorker.class, key -> start(context), TestWorker.class))
                .harness();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withArtifacts(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withArtifacts(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withArtifacts(context, failure);
    }

    private static Throwable withArtifacts(ExtensionContext context, Throwable failure) {
        return Optional.ofNullable(context.getStore(NAMESPACE).get(TestWorker.class, TestWorker.class))
                .map(worker -> worker.explain(failure))
                .orElse(failure);
    }

    private static TestWorker start(ExtensionContext context) {
        RealWorker wanted = annotation(context);
        WorkerSettings settings = settings(wanted);
        String group = context.getRequiredTestClass().getName();
        String test = context.getRequiredTestMethod().getName();
        WorkerHarness harness =
                WorkerHarness.start(settings.workerConfig(), settings.newArtifacts(group, test), wanted.vram());
        return new TestWorker(harness, context, settings.keepsPassed());
    }

    private static RealWorker annotation(ExtensionContext context) {
        return AnnotationSupport.findAnnotation(context.getElement(), RealWorker.class)
                .or(() -> context.getEnclosingTestClasses().isEmpty()
                        ? AnnotationSupport.findAnnotation(context.getTestClass(), RealWorker.class)
                        : AnnotationSupport.findAnnotation(
                                context.getRequiredTestClass(), RealWorker.class, context.getEnclosingTestClasses()))
                .orElseThrow(
                        () -> new ExtensionConfigurationException("@RealWorker is missing on the test or its class"));
    }

    private static WorkerSettings settings(RealWorker wanted) {
        return WorkerSettings.fromEnvironment()
                .with(Setting.BINARY, wanted.binary())
                .with(Setting.MODEL, wanted.model())
                .with(Setting.GPU_DEVICE, wanted.gpuDevice() < 0 ? "" : Integer.toString(wanted.gpuDevice()))
                .with(Setting.DIALECT, dialect(wanted.dialect()))
                .with(
                        Setting.READY_WITHIN,
                        wanted.readyWithinSeconds() > 0
                                ? BigDecimal.valueOf(wanted.readyWithinSeconds())
                                                .toPlainString() + "s"
                                : "")
                .withMore(List.of(wanted.arguments()), environment(wanted.environment()));
    }

    private static String dialect(Dialect[] wanted) {
        if (wanted.length > 1) {
            throw new ExtensionConfigurationException(
                    "a worker speaks one dialect, but @RealWorker names " + wanted.length);
        }
        return wanted.length == 0 ? "" : wanted[0].word();
    }

    private static Map<String, String> environment(String[] pairs) {
        Map<String, String> variables = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new ExtensionConfigurationException(
                        "environment of @RealWorker must have the form NAME=value, but was '" + pair + "'");
            }
            variables.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return variables;
    }
}
