package dev.gpuworker.pact;

import java.util.Map;

/** Brings a worker into provider states. Called on one thread, one state after another. */
public interface ProviderStateHandler {
    /**
     * Brings the worker into a state, with parameters as {@link ProviderStates#parameters()} names them. Must not wait
     * for longer than a few seconds; any exception counts as {@link StateSetup#impossible}.
     */
    StateSetup enter(ProviderStates state, Map<String, String> parameters);
}
