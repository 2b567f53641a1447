package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.mock.scenario.match.IncomingRequest;

/** Chooses the scenario for a job. Implementations are thread-safe. */
public interface Dispatcher {
    /** Returns the choice for this request. Called once for each accepted request, in order of arrival. */
    Dispatch dispatch(IncomingRequest request);
}
