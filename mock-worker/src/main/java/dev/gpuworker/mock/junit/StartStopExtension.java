package dev.gpuworker.mock.junit;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerBuilder;
import dev.gpuworker.mock.scenario.ScenarioException;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.ScenarioSource;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Fills the fields and parameters that {@link StartStop} annotates. JUnit's store of their context holds the workers
 * and closes them.
 */
final class StartStopExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(StartStopExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        for (Field field : fields(context.getRequiredTestClass(), field -> Modifier.isStatic(field.getModifiers()))) {
            fill(field, null, context);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            for (Field field : fields(instance.getClass(), field -> !Modifier.isStatic(field.getModifiers()))) {
                fill(field, instance, context);
            }
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        leases(context).requireNothingLeft();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        leases(context).requireNothingLeft();
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(StartStop.class)
                && parameter.getParameter().getType() == MockWorker.class;
    }

    @Override
    public MockWorker resolveParameter(ParameterContext parameter, ExtensionContext context) {
        StartStop annotation = parameter.findAnnotation(StartStop.class).orElseThrow();
        String place = parameter.getDeclaringExecutable().getName() + "(" + parameter.getParameter() + ")";
        MockWorker worker = start(annotation, place);
        leases(context).add(new WorkerLease(worker, place, List.of(annotation.failOn()), () -> {}));
        return worker;
    }

    private static List<Field> fields(Class<?> type, Predicate<Field> which) {
        return AnnotationSupport.findAnnotatedFields(type, StartStop.class, which, HierarchyTraversalMode.TOP_DOWN);
    }

    private static void fill(Field field, @Nullable Object instance, ExtensionContext context)
            throws IllegalAccessException {
        String place = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        require(field.getType() == MockWorker.class, place + " must be of type MockWorker to be a @StartStop field");
        field.setAccessible(true);
        StartStop annotation =
                AnnotationSupport.findAnnotation(field, StartStop.class).orElseThrow();
        MockWorker worker = (MockWorker) field.get(instance);
        Runnable release = () -> {};
        if (worker == null) {
            require(!Modifier.isFinal(field.getModifiers()), place + " is final and null, so it cannot be filled");
            worker = start(annotation, place);
            field.set(instance, worker);
            release = () -> empty(field, instance);
        } else {
            require(
                    annotation.scenario().isEmpty() && annotation.setup() == WorkerSetup.Defaults.class,
                    place
                            + " has a value, so \"scenario\" and \"setup\" of its @StartStop would do nothing: leave the field"
                            + " empty, or give them to MockWorker.builder()");
            require(
                    instance == null || !sharesInstance(context),
                    place
                            + " has a value that only the first test of this PER_CLASS instance could use: make it static, or"
                            + " leave it empty");
        }
        leases(context).add(new WorkerLease(worker, place, List.of(annotation.failOn()), release));
    }

    private static MockWorker start(StartStop annotation, String place) {
        MockWorkerBuilder worker = MockWorker.builder();
        if (!annotation.scenario().isEmpty()) {
            worker.scenarios(scenarios(annotation.scenario(), place));
        }
        ReflectionSupport.newInstance(annotation.setup()).configure(worker);
        return worker.start();
    }

    private static ScenarioSet scenarios(String text, String place) {
        try {
            return new ScenarioSource(text).load();
        } catch (ScenarioException e) {
            throw new ExtensionConfigurationException(
                    place + " names the scenario \"" + text + "\", which cannot be used:\n" + e.report(), e);
        }
    }

    private static void empty(Field field, @Nullable Object instance) {
        try {
            field.set(instance, null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the field could be set before", e);
        }
    }

    private static boolean sharesInstance(ExtensionContext context) {
        return context.getTestInstanceLifecycle()
                .filter(lifecycle -> lifecycle == TestInstance.Lifecycle.PER_CLASS)
                .isPresent();
    }

    /**
     * Returns the workers of exactly this context. A store also finds its parents' entries, so the context's id is the
     * key. JUnit before 5.13 has only the method that later ones call deprecated.
     */
    @SuppressWarnings("deprecation")
    private static WorkerLeases leases(ExtensionContext context) {
        return Objects.requireNonNull(context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(context.getUniqueId(), id -> new WorkerLeases(), WorkerLeases.class));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new ExtensionConfigurationException(message);
        }
    }
}
