package dev.gpuworker.mock.scenario.dispatch;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.ScriptValidator;
import dev.gpuworker.mock.scenario.match.IncomingRequest;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Answers each job with the next scenario of a queue, whatever the job asks for; an empty queue fails fast.
 * Thread-safe.
 */
public final class QueueDispatcher implements Dispatcher {
    /** More are rejected as a mistake in the test. */
    public static final int QUEUE_MAX = 100_000;

    private final Queue<Scenario> queue = new ArrayDeque<>(); // guarded by this
    private int enqueued; // guarded by this
    private int taken; // guarded by this

    /** Adds a script; throws {@link IllegalArgumentException} if it breaks the contract. */
    public synchronized void enqueue(Script script) {
        ScriptValidator.requireValid(script);
        add(Scenario.named("enqueued-" + (enqueued + 1)).stream(script));
    }

    /**
     * Adds a scenario; its {@code when} and {@code calls} are ignored. Throws {@link IllegalArgumentException} if it
     * breaks the contract in a way that it does not declare.
     */
    public synchronized void enqueue(Scenario scenario) {
        ScriptValidator.requireValid(scenario);
        add(scenario);
    }

    private void add(Scenario scenario) {
        if (queue.size() >= QUEUE_MAX) {
            throw new IllegalStateException("more than " + QUEUE_MAX + " scripts are enqueued");
        }
        queue.add(scenario);
        enqueued++;
    }

    /** Returns the number of scenarios not yet taken by a job. */
    public synchronized int size() {
        return queue.size();
    }

    @Override
    public synchronized Dispatch dispatch(IncomingRequest request) {
        Scenario next = queue.poll();
        if (next == null) {
            return new Dispatch.QueueEmpty(taken);
        }
        taken++;
        return new Dispatch.Chosen(next, taken);
    }
}
