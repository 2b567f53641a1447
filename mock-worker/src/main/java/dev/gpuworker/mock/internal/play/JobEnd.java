package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.internal.http.StreamConnection;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Releases what a job holds and records its outcome. Confined to the player, except for VRAM, which other threads may
 * take and free.
 */
final class JobEnd {
    private final WorkerCore core;
    private final JobRecord record;
    private final JobVram vram;
    private final Ticker ticker;
    private boolean settled;
    private boolean reported;

    JobEnd(WorkerCore core, JobRecord record, Ticker ticker) {
        this.core = core;
        this.record = record;
        this.vram = new JobVram(core.ledger(), core.config(), record.job());
        this.ticker = ticker;
    }

    JobVram vram() {
        return vram;
    }

    /** Takes the job's VRAM. Returns why the job fails if it does not fit. */
    @Nullable Interruption takeVram() {
        try {
            vram.take();
            record.charged(vram.bytes());
            return null;
        } catch (VramExhaustedException e) {
            return Interruption.outOfVram(String.valueOf(e.getMessage()));
        }
    }

    boolean isSettled() {
        return settled;
    }

    /** Settles the job by its terminal event, just before the event is written. */
    void settle(Frame terminal, @Nullable Interruption cause) {
        if (terminal.kind() == EventKind.END) {
            settle(JobOutcome.ENDED, null);
        } else {
            settle(cause == null ? JobOutcome.FAILED : cause.outcome(), terminal.word());
        }
    }

    /** Records the job's outcome, once, and frees everything that can be freed at once. */
    void settle(JobOutcome outcome, @Nullable String code) {
        if (settled) {
            return;
        }
        settled = true;
        if (!vram.isSlow()) {
            vram.free();
        }
        if (record.settled(outcome, code, ticker.nanos())) {
            core.tally().outcome(outcome, record.ranMillis());
            core.health().settled(outcome, code);
        }
    }

    /** Closes the connection as the script says; if the script says nothing, as HTTP requires. */
    void close(@Nullable StreamConnection connection, @Nullable Ending ending) {
        if (ending != null) {
            ending.accept(new Closing(connection)).run();
        } else if (connection != null) {
            connection.finish();
        }
    }

    /** Applies an ending to the connection, if there is one. */
    private final class Closing implements Ending.Visitor<Runnable> {
        private final @Nullable StreamConnection connection;

        Closing(@Nullable StreamConnection connection) {
            this.connection = connection;
        }

        @Override
        public Runnable eof(Ending.Eof eof) {
            return () -> on(StreamConnection::complete);
        }

        @Override
        public Runnable cut(Ending.Cut cut) {
            return switch (cut.kind()) {
                case CLOSE -> () -> on(StreamConnection::finish);
                case HALF_CLOSE -> () -> on(StreamConnection::halfClose);
            };
        }

        @Override
        public Runnable reset(Ending.Reset reset) {
            return () -> on(StreamConnection::reset);
        }

        @Override
        public Runnable exit(Ending.Exit exit) {
            return () -> core.executor().execute(() -> core.exit().accept(exit));
        }

        private void on(Consumer<StreamConnection> close) {
            if (connection != null) {
                close.accept(connection);
            }
        }
    }

    /**
     * Removes the job from the worker. Everything that the journal reports about it is recorded before the next job
     * starts.
     */
    void leave(ScriptPlayer player) {
        if (vram.isSlow()) {
            core.executor().execute(() -> leaveNow(player));
        } else {
            leaveNow(player);
        }
    }

    private void leaveNow(ScriptPlayer player) {
        vram.free();
        core.registry().release(player);
        record.connectionClosed();
        record.slotFree(ticker.nanos());
        core.journal().over(record);
        giveSlot(player);
    }

    /**
     * Lets the next job run. The listener is notified of this job's end before it is notified of the next job's start.
     */
    void giveSlot(ScriptPlayer player) {
        record.slotFree(ticker.nanos());
        if (!reported) {
            reported = true;
            if (core.listener() != WorkerListener.NONE) {
                core.listener().jobEnded(record.snapshot());
            }
        }
        core.registry().finished(player);
    }
}
