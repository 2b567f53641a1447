package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.internal.journal.JournalLog;
import dev.gpuworker.mock.internal.journal.Tally;
import dev.gpuworker.mock.internal.time.ManualTicker;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.internal.time.TimerLoop;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.internal.frames.FrameWriter;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of one worker share.
 *
 * @param config its settings
 * @param identity how it identifies itself
 * @param writer frames events in its dialect
 * @param ledger its VRAM
 * @param health its health
 * @param tally its counters
 * @param gates at which scripts hold
 * @param registry its running and waiting jobs
 * @param journal its requests and the events that it sent
 * @param listener is notified of jobs
 * @param executor for work that may block
 * @param exit ends the process, or its stand-in
 * @param clock the manual clock; null for the system's
 */
public record WorkerCore(
        MockWorkerConfig config,
        Identity identity,
        FrameWriter writer,
        Ledger ledger,
        Health health,
        Tally tally,
        GateKeeper gates,
        JobRegistry registry,
        JournalLog journal,
        WorkerListener listener,
        Executor executor,
        Consumer<Ending.Exit> exit,
        @Nullable ManualTicker clock) {
    /** Returns the clock for one stream. */
    public Ticker ticker() {
        return clock == null ? TimerLoop.next() : clock;
    }
}
