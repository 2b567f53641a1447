package dev.gpuworker.mock.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.List;
import java.util.Map;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * One run of a sample class by JUnit itself.
 *
 * @param succeeded tests that passed
 * @param failures messages of all that failed
 */
record SampleRun(long succeeded, List<String> failures) {
    static SampleRun of(Class<?> sample) {
        return of(sample, Map.of());
    }

    static SampleRun of(Class<?> sample, Map<String, String> parameters) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(sample))
                .configurationParameters(parameters)
                .build();
        var summary = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, summary);
        TestExecutionSummary result = summary.getSummary();
        return new SampleRun(
                result.getTestsSucceededCount(),
                result.getFailures().stream()
                        .map(failure -> String.valueOf(failure.getException().getMessage()))
                        .toList());
    }
}
