package dev.gpuworker.real.junit;

import dev.gpuworker.real.WorkerHarness;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * One test's worker in JUnit's store, which closes it: JUnit before 5.13 closes only a {@code CloseableResource}, later
 * ones an {@link AutoCloseable}.
 */
@SuppressWarnings("deprecation")
record TestWorker(WorkerHarness harness, ExtensionContext context, boolean keepsPassed)
        implements ExtensionContext.Store.CloseableResource, AutoCloseable {
    /**
     * Returns the failure with the evidence folder in its message; an aborted test is returned unchanged, since it has
     * not failed.
     */
    Throwable explain(Throwable failure) {
        if (failure instanceof TestAbortedException || failure instanceof OutOfMemoryError) {
            return failure;
        }
        String message = failure + "\nworker log, transcript and VRAM of this test: "
                + harness.artifacts().folder();
        AssertionFailedError explained =
                failure instanceof AssertionFailedError assertion && assertion.isExpectedDefined()
                        ? new AssertionFailedError(message, assertion.getExpected(), assertion.getActual(), failure)
                        : new AssertionFailedError(message, failure);
        explained.setStackTrace(failure.getStackTrace());
        return explained;
    }

    @Override
    public void close() {
        Throwable failure = context.getExecutionException().orElse(null);
        harness.outcome(failure);
        harness.close();
        if (failure == null && !keepsPassed) {
            harness.artifacts().delete();
        }
    }
}
