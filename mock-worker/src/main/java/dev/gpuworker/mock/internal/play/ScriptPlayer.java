package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.internal.http.StreamConnection;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.script.Job;
import dev.gpuworker.mock.internal.time.Deadline;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.internal.time.Timer;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.OnCancel;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Plays the script of one job: it hears what happens outside of the script (its turn, the client, cancels, the clock)
 * and lets the {@link Playback} go on, by whichever thread brings the news. No thread ever waits here. Thread-safe.
 */
public final class ScriptPlayer implements StreamConnection.Owner, Callback {
    private enum Phase {
        WAITING,
        PLAYING,
        OVER
    }

    /** Everything about an ended job is over within this (M0-W-1330), also where its client reads nothing. */
    private static final long LINGER_NANOS = 5_000_000_000L;

    private final WorkerCore core;
    private final Job job;
    private final JobRecord record;
    private final Ticker ticker;
    private final JobEnd end;
    private final Playback playback; // guarded by this
    private final Timer guard = new Timer(Timer.Kind.GUARD, this::onGuard);
    private Phase phase = Phase.WAITING; // guarded by this
    private boolean turn; // guarded by this
    private boolean busyWithVram; // guarded by this
    private @Nullable StreamConnection connection; // guarded by this
    private @Nullable Interruption interruption; // guarded by this

    public ScriptPlayer(WorkerCore core, Job job, JobRecord record, Ticker ticker, StreamSink sink) {
        this.core = core;
        this.job = job;
        this.record = record;
        this.ticker = ticker;
        this.end = new JobEnd(core, record, ticker);
        this.playback = new Playback(this, core, record, ticker, sink, end);
    }

    String jobId() {
        return job.request().jobId();
    }

    public OnCancel onCancel() {
        return job.onCancel();
    }

    /** Tells that it is this job's turn. Where the connection comes only later, that is what starts it. */
    public synchronized void turn() {
        turn = true;
        if (connection != null) {
            playback.wake();
        }
    }

    @Override
    public synchronized void opened(StreamConnection stream) {
        connection = stream;
        if (phase == Phase.OVER) {
            stream.finish();
            return;
        }
        playback.attach(stream);
        if (turn) {
            goOn();
        } else {
            playback.announce();
        }
    }

    @Override
    public synchronized void gone() {
        if (phase != Phase.OVER) {
            record.cancelHeard(ticker.nanos());
            record.clientGone(ticker.nanos());
            end.settle(JobOutcome.DISCONNECTED, null);
            over(null);
        }
    }

    /** Hears a cancel; what it does is the scenario's matter. */
    public synchronized void cancel() {
        if (phase == Phase.OVER || end.isSettled()) {
            return;
        }
        record.cancelHeard(ticker.nanos());
        OnCancel reaction = job.onCancel();
        if (phase == Phase.WAITING && core.registry().leaveQueue(this)) {
            turn = true;
            interrupt(Interruption.cancelled(0, 0));
        } else if (reaction.effect() == OnCancel.Effect.STOP) {
            long after = (long) (reaction.after().toNanos() / core.config().speed());
            interrupt(Interruption.cancelled(after, reaction.tokens()));
        }
    }

    /** Ends the job from within the worker; a hung one without a word. */
    public synchronized void shut() {
        turn |= core.registry().leaveQueue(this);
        interrupt(Interruption.shut());
        if (phase != Phase.OVER && (connection == null || playback.isHung())) {
            end.settle(JobOutcome.SHUT, null);
            over(null);
        }
    }

    @Override
    public synchronized void succeeded() {
        playback.written();
    }

    @Override
    public void failed(Throwable cause) {
        gone();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    synchronized void onStep() {
        if (phase == Phase.PLAYING) {
            playback.onStep();
        }
        goOn();
    }

    synchronized void onReleased() {
        if (phase == Phase.PLAYING) {
            playback.released();
        }
    }

    private synchronized void onGuard() {
        if (phase == Phase.PLAYING && end.isSettled()) {
            over(new Ending.Reset());
        } else if (phase == Phase.PLAYING) {
            interrupt(Interruption.timedOut(core.config().inferenceTimeout()));
        }
    }

    private void interrupt(Interruption cause) {
        if (phase != Phase.OVER && !end.isSettled() && interruption == null) {
            interruption = cause;
            if (phase == Phase.PLAYING) {
                playback.interrupt(cause);
            }
            goOn();
        }
    }

    private void goOn() {
        if (phase == Phase.WAITING && turn && connection != null && !busyWithVram) {
            begin();
        }
        if (phase == Phase.PLAYING && !busyWithVram) {
            playback.advance();
        }
    }

    private void begin() {
        record.started(ticker.nanos());
        if (interruption != null) {
            play();
        } else if (end.vram().isSlow()) {
            busyWithVram = true;
            core.executor().execute(this::takeVramAndPlay);
        } else {
            interruption = end.takeVram();
            play();
        }
    }

    private void takeVramAndPlay() {
        Interruption failure = end.takeVram();
        synchronized (this) {
            busyWithVram = false;
            if (phase == Phase.WAITING) {
                interruption = interruption == null ? failure : interruption;
                play();
                goOn();
            }
        }
    }

    private void play() {
        phase = Phase.PLAYING;
        playback.begin();
        ticker.schedule(guard, ticker.nanos() + Deadline.nanos(core.config().inferenceTimeout()));
        core.journal().changed();
        if (core.listener() != WorkerListener.NONE) {
            core.listener().jobStarted(record.snapshot());
        }
        if (interruption != null) {
            playback.interrupt(interruption);
        }
    }

    /** Frees VRAM whose freeing may take long before the playback goes on; false where there is none. */
    boolean freesVramFirst() {
        if (!end.vram().isSlow() || !end.vram().isTaken()) {
            return false;
        }
        busyWithVram = true;
        core.executor().execute(() -> {
            end.vram().free();
            synchronized (this) {
                busyWithVram = false;
                goOn();
            }
        });
        return true;
    }

    boolean isOver() {
        return phase == Phase.OVER;
    }

    boolean isBusyWithVram() {
        return busyWithVram;
    }

    /** Lets the next job run although this one's client has not taken all its bytes yet. */
    void giveSlot() {
        core.registry().finished(this);
        record.slotFree(ticker.nanos());
        ticker.schedule(guard, ticker.nanos() + LINGER_NANOS);
    }

    /** Ends everything about this job, the connection in the given way. */
    void over(@Nullable Ending ending) {
        phase = Phase.OVER;
        ticker.cancel(guard);
        playback.stop();
        end.close(connection, ending);
        end.leave(this);
    }
}
