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

/** Who chooses the answer of a job: enqueued scripts first, then the scenarios or the given dispatcher. Thread-safe. */
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

    /** Tells whether choosing may take its time: nobody knows what a dispatcher of the user's does. */
    boolean mayWait() {
        return mayWait;
    }

    synchronized ScenarioSet scenarios() {
        return scenarios;
    }

    /** Returns the seed of the waits of scripts. */
    synchronized Seed seed() {
        return scenarios.seed();
    }

    /** Forgets which calls were made and what is enqueued. */
    synchronized void reset() {
        queue = new QueueDispatcher();
        queueUsed = false;
        use(scenarios);
    }

    /** Tells whether anyone but the queue will be asked. */
    synchronized boolean looksAtRequests() {
        return dispatcher != null;
    }

    Dispatch dispatch(ExecuteRequest request, Heard heard) {
        Dispatcher next = next();
        return next == null ? UNMATCHED : next.dispatch(heard.incoming(request));
    }

    /** An empty queue fails fast, unless there is somebody else to ask. */
    private synchronized @Nullable Dispatcher next() {
        return queueUsed && (queue.size() > 0 || dispatcher == null) ? queue : dispatcher;
    }
}
