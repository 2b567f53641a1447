package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.dispatch.Dispatch;
import dev.gpuworker.mock.scenario.dispatch.Dispatcher;
import dev.gpuworker.mock.scenario.dispatch.QueueDispatcher;
import dev.gpuworker.mock.scenario.dispatch.ScenarioDispatcher;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.Seed;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the answer of a job: from enqueued scripts first, then from the scenarios or the given dispatcher.
 * Thread-safe.
 */
public final class Choice {
    private static final Dispatch UNMATCHED = new Dispatch.Unmatched(null);

    private QueueDispatcher queue = new QueueDispatcher(); // guarded by this
    private boolean queueUsed; // guarded by this
    private ScenarioSet scenarios = ScenarioSet.EMPTY; // guarded by this
    private @Nullable Dispatcher dispatcher; // guarded by this
    private volatile boolean mayWait;

    synchronized void enqueue(Script script) {
        queue.enqueue(script);
        queueUsed = true;
    }

    synchronized void enqueue(Scenario scenario) {
        queue.enqueue(scenario);
        queueUsed = true;
    }

    synchronized int enqueued() {
        return queue.size();
    }

    public synchronized void use(ScenarioSet set) {
        scenarios = set;
        dispatcher = set.scenarios().isEmpty() ? null : new ScenarioDispatcher(set);
        mayWait = false;
    }

    public synchronized void use(Dispatcher other) {
        dispatcher = other;
        mayWait = true;
    }

    /** Returns whether choosing may block: a user-supplied dispatcher may do anything. */
    boolean mayWait() {
        return mayWait;
    }

    synchronized ScenarioSet scenarios() {
        return scenarios;
    }

    /** Returns the seed for random waits in scripts. */
    synchronized Seed seed() {
        return scenarios.seed();
    }

    /** Forgets everything enqueued; later jobs are answered as if nothing had been. */
    synchronized void forgetEnqueued() {
        queue = new QueueDispatcher();
        queueUsed = false;
    }

    /** Forgets the calls made so far and everything enqueued. */
    synchronized void reset() {
        forgetEnqueued();
        use(scenarios);
    }

    /** Returns whether the choice depends on requests, that is, on anything but the queue. */
    synchronized boolean looksAtRequests() {
        return dispatcher != null;
    }

    Dispatch dispatch(ExecuteRequest request, Heard heard) {
        Dispatcher next = next();
        return next == null ? UNMATCHED : next.dispatch(heard.incoming(request));
    }

    /** Returns the queue while it has scripts, or if there is nobody else to ask: it then fails fast when empty. */
    private synchronized @Nullable Dispatcher next() {
        return queueUsed && (queue.size() > 0 || dispatcher == null) ? queue : dispatcher;
    }
}
