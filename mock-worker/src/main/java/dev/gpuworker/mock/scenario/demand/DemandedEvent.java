package dev.gpuworker.mock.scenario.demand;

import org.jspecify.annotations.Nullable;

/**
 * An event that a scenario sends.
 *
 * @param event its name, {@code message} if it was sent without one
 * @param orEvent another name under which a client may deliver it; null: none
 * @param data the data, with a placeholder for each part that differs from job to job
 * @param deliver whether a client has to deliver it
 */
public record DemandedEvent(String event, @Nullable String orEvent, DataTemplate data, Delivery deliver) {
    /** Returns whether a client that delivers this has delivered the event. */
    public boolean is(String name, String text, String jobId) {
        return isNamed(name) && data.matches(text, jobId);
    }

    /** Returns whether the event may have this name. */
    public boolean isNamed(String name) {
        return name.equals(event) || name.equals(orEvent);
    }
}
