package dev.gpuworker.mock.internal.play;

import dev.gpuworker.io.Deadline;
import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.internal.http.StreamConnection;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.play.Moment.Move;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.internal.time.Timer;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.internal.frames.Action;
import dev.gpuworker.mock.scenario.internal.frames.Cursor;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import dev.gpuworker.mock.scenario.internal.frames.Piece;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plays the script of one job as a state machine: it is at one {@link Moment}, and each event moves it on as the
 * moment's table allows. Events come from the public methods and the timers: its turn, the connection, cancels, gates,
 * time. The thread that reports an event plays on until the script has to wait. No thread ever blocks here.
 *
 * <p>Thread-safe. The one lock, this, guards the player and its parts: {@link Playhead}, {@link StreamSink},
 * {@link JobProgress}, {@link FrameMaker}, {@link JobEnd}. It may be held while another player is given its turn.
 */
public final class ScriptPlayer implements StreamConnection.Owner {
    /** Steps played in a row before other streams have their turn. */
    private static final int ROW_MAX = 64;
    /** A job that has ended is cleaned up within this time (M0-W-1330), even if its client reads nothing. */
    private static final long LINGER_NANOS = 5_000_000_000L;

    private static final ByteBuffer[] NOTHING = {};

    private final WorkerCore core;
    private final Job job;
    private final JobRecord record;
    private final Ticker ticker;
    private final StreamSink sink;
    private final JobEnd end;
    private final JobProgress progress;
    private final FrameMaker frames;
    private final Playhead head;
    private final Timer step = new Timer(Timer.Kind.STEP, this::due);
    /** Fires if the job takes too long: the inference timeout, later the linger time. */
    private final Timer guard = new Timer(Timer.Kind.GUARD, this::overdue);

    private final Runnable released = this::released;

    private Moment moment = Moment.WAITING; // guarded by this
    private boolean turn; // guarded by this
    private @Nullable StreamConnection connection; // guarded by this
    /** Why something from outside ends the job, the first reason only. It takes effect once no stall is in progress. */
    private @Nullable Interruption cause; // guarded by this
    /** When the cause takes effect, even if the client reads nothing. */
    private long effectAt; // guarded by this

    private final Performing performer = new Performing(); // guarded by this
    /** How the connection ends after the last bytes. */
    private @Nullable Ending ending; // guarded by this
    /** Whether the operating system has not taken all bytes of the last write. */
    private boolean writing; // guarded by this
    /**
     * Whether a write is being issued. A write that completes at once must not play on: its caller does so in a loop.
     */
    private boolean insideWrite; // guarded by this

    public ScriptPlayer(WorkerCore core, Job job, JobRecord record, Ticker ticker, StreamSink sink) {
        this.core = core;
        this.job = job;
        this.record = record;
        this.ticker = ticker;
        this.sink = sink;
        this.end = new JobEnd(core, record, ticker);
        this.progress = new JobProgress(record, core.config().model().name(), core.ledger(), ticker);
        this.frames = new FrameMaker(core.tally(), record, progress, sink, ticker);
        this.head = new Playhead(new Cursor(
                job.program(), core.writer(), job.random(), core.config().speed(), progress.tokens()));
        if (job.program().stallsBeforeHead()) {
            sink.withholdHead();
        }
    }

    String jobId() {
        return job.request().jobId();
    }

    public OnCancel onCancel() {
        return job.onCancel();
    }

    synchronized Moment moment() {
        return moment;
    }

    // ---- events ----

    /** Gives this job its turn. If there is no connection yet, the job starts when it comes. */
    public synchronized void turn() {
        turn = true;
        if (connection != null) {
            ticker.schedule(step, ticker.nanos());
        }
    }

    @Override
    public synchronized void opened(StreamConnection stream) {
        connection = stream;
        if (moment == Moment.OVER) {
            stream.finish();
        } else if (turn) {
            goOn();
        } else if (sink.mayAnnounce()) {
            write(sink.headAlone());
        }
    }

    @Override
    public synchronized void gone() {
        if (moment != Moment.OVER) {
            record.cancelHeard(ticker.nanos());
            record.clientGone(ticker.nanos());
            end.settle(JobOutcome.DISCONNECTED, null);
            over(null);
        }
    }

    /** Cancels the job for the client; the scenario decides the effect. */
    public synchronized void cancel() {
        if (moment == Moment.OVER || end.isSettled()) {
            return;
        }
        record.cancelHeard(ticker.nanos());
        OnCancel reaction = job.onCancel();
        if (moment == Moment.WAITING && core.registry().leaveQueue(this)) {
            turn = true;
            interrupt(Interruption.cancelled(0, 0));
        } else if (reaction.effect() == OnCancel.Effect.STOP) {
            long after = (long) (reaction.after().toNanos() / core.config().speed());
            interrupt(Interruption.cancelled(after, reaction.tokens()));
        }
    }

    /** Ends the job for the worker; a hung job ends without an event. */
    public synchronized void shut() {
        turn |= core.registry().leaveQueue(this);
        interrupt(Interruption.shut());
        if (moment == Moment.HUNG || (moment != Moment.OVER && connection == null)) {
            end.settle(JobOutcome.SHUT, null);
            over(null);
        }
    }

    @Override
    public synchronized void written() {
        writing = false;
        frames.confirm(head.start());
        if (moment == Moment.ENDING) {
            over(ending);
        } else if (!insideWrite) {
            advance();
        }
    }

    /** Handles what is due: the next step, the end of a stall, or the effect of an interruption. */
    private synchronized void due() {
        if (moment == Moment.HUNG && isStallOver()) {
            head.done();
            sink.releaseHead();
            move(Move.RESUME);
            takeEffect();
        } else if (moment == Moment.PLAYING && writing && head.isFinale() && effectAt - ticker.nanos() <= 0) {
            settleByCause();
            giveSlot();
        }
        goOn();
    }

    private synchronized void released() {
        if (moment == Moment.HELD) {
            head.doneLate(ticker.nanos());
            move(Move.RESUME);
            advance();
        }
    }

    private synchronized void overdue() {
        if (!moment.hasBegun()) {
            return;
        }
        if (end.isSettled() || (head.isFinale() && effectAt - ticker.nanos() <= 0)) {
            settleByCause();
            over(new Ending.Reset());
        } else {
            interrupt(Interruption.timedOut(core.config().inferenceTimeout()));
        }
    }

    /** Interrupts the job. Does nothing once the terminal event is certain to be sent. */
    private void interrupt(Interruption why) {
        if (moment == Moment.OVER || moment == Moment.FREEING_VRAM || end.isSettled() || cause != null) {
            return;
        }
        cause = why;
        if (moment.hasBegun() && moment != Moment.HUNG) {
            takeEffect();
        }
        goOn();
    }

    // ---- beginning ----

    private void goOn() {
        if (moment == Moment.WAITING && turn && connection != null) {
            begin();
        }
        advance();
    }

    private void begin() {
        record.started(ticker.nanos());
        if (cause == null && end.vram().isSlow()) {
            move(Move.TAKE_VRAM);
            core.executor().execute(this::takeVramAndPlay);
            return;
        }
        if (cause == null) {
            cause = end.takeVram();
        }
        play();
    }

    private void takeVramAndPlay() {
        Interruption failure = end.takeVram();
        synchronized (this) {
            if (moment == Moment.TAKING_VRAM) {
                cause = cause == null ? failure : cause;
                play();
                advance();
            }
        }
    }

    private void play() {
        move(Move.BEGIN);
        head.begin(ticker.nanos());
        progress.begin();
        ticker.schedule(guard, ticker.nanos() + Deadline.nanos(core.config().inferenceTimeout()));
        core.journal().changed();
        if (core.listener() != WorkerListener.NONE) {
            core.listener().jobStarted(record.snapshot());
        }
        takeEffect();
    }

    // ---- playing ----

    /** Plays on until the script has to wait. */
    private void advance() {
        for (int row = 0; moment == Moment.PLAYING && !writing; row++) {
            Action next = head.next();
            boolean early = head.due() - ticker.nanos() > 0 && !head.isFinishingFrame();
            if (sink.mayAnnounce() && (early || next.needsHead())) {
                write(sink.headAlone());
            } else if (early) {
                ticker.schedule(step, head.due());
                return;
            } else if (row >= ROW_MAX) {
                ticker.soon(step);
                return;
            } else {
                next.perform(performer);
            }
        }
    }

    /** Performs the next action. A new kind of action does not compile until it is handled here. */
    private final class Performing implements Action.Performer {
        @Override
        public void send(Action.Send send) {
            Frame known = head.frame();
            writeFrame(send, known == null ? head.load(frames.make(send, head.start(), head.planned())) : known);
        }

        @Override
        public void send(Action.Batch batch) {
            Frame known = head.frame();
            writeFrame(batch, known == null ? head.load(frames.make(batch, head.start(), head.planned())) : known);
        }

        @Override
        public void hold(Action.Hold hold) {
            ScriptPlayer.this.hold(hold.step().gate());
        }

        @Override
        public void stall(Action.Stall stall) {
            ScriptPlayer.this.stall(stall.nanos());
        }

        @Override
        public void finish(Action.Finish finish) {
            ScriptPlayer.this.finish(finish.step());
        }
    }

    private void hold(String gate) {
        if (core.gates().hold(gate, released)) {
            move(Move.HOLD);
        } else {
            head.done();
        }
    }

    /** @param nanos how long; for ever if negative */
    private void stall(long nanos) {
        move(Move.STALL);
        if (nanos >= 0) {
            head.delay(nanos);
            ticker.schedule(step, head.due());
        }
    }

    private boolean isStallOver() {
        return head.next() instanceof Action.Stall stall && stall.nanos() >= 0 && head.due() - ticker.nanos() <= 0;
    }

    private void writeFrame(Action due, Frame frame) {
        if (frame.isTerminal() && !end.isSettled()) {
            if (end.vram().isSlow() && end.vram().isTaken()) {
                move(Move.FREE_VRAM);
                core.executor().execute(this::freeVramAndPlayOn);
                return;
            }
            end.settle(frame, head.isFinale() ? cause : null);
        }
        Piece piece = head.nextPiece(frame);
        if (piece == null) {
            head.done();
        } else if (head.hasMorePieces(frame)) {
            if (!head.isFinale()) {
                head.delay(due.gapNanos());
            }
            write(piece, false);
        } else {
            head.done();
            write(piece, true);
        }
    }

    private void freeVramAndPlayOn() {
        end.vram().free();
        synchronized (this) {
            if (moment == Moment.FREEING_VRAM) {
                move(Move.RESUME);
                advance();
            }
        }
    }

    private void write(Piece piece, boolean lastOfFrame) {
        if (sink.holdsBack()) {
            sink.hold(piece);
        } else if (lastOfFrame && head.onlyEofLeft()) {
            prepareEnd(new Ending.Eof());
            write(sink.buffers(piece, true));
        } else {
            write(sink.buffers(piece, false));
        }
    }

    private void write(ByteBuffer... buffers) {
        writing = true;
        insideWrite = true;
        Objects.requireNonNull(connection, "nothing is written before the connection is there")
                .write(buffers);
        insideWrite = false;
        if (writing && moment == Moment.ENDING) {
            giveSlot();
        }
    }

    // ---- ending ----

    /** If something interrupted the job, replaces the rest of the script. */
    private void takeEffect() {
        if (cause == null || head.isFinale() || end.isSettled()) {
            return;
        }
        if (moment == Moment.HELD) {
            leaveGate();
            move(Move.RESUME);
        }
        long now = ticker.nanos();
        sink.releaseHead();
        head.replace(FinaleFrames.of(cause, progress, core.writer()), now);
        effectAt = head.due() + cause.afterNanos();
        ticker.schedule(guard, effectAt + LINGER_NANOS);
        if (writing) {
            ticker.schedule(step, effectAt);
        }
    }

    private void leaveGate() {
        if (head.next() instanceof Action.Hold hold) {
            core.gates().leave(hold.step().gate(), released);
        }
    }

    private void settleByCause() {
        if (cause != null) {
            end.settle(cause.outcome(), cause.code().name());
        }
    }

    private void finish(Ending how) {
        prepareEnd(how);
        ByteBuffer[] rest = how.isComplete() ? sink.end() : NOTHING;
        if (rest.length == 0) {
            over(how);
        } else {
            write(rest);
        }
    }

    /** Frees this job's id and place for others, just before its last bytes are written. */
    private void prepareEnd(Ending how) {
        move(Move.END);
        ending = how;
        end.settle(JobOutcome.BROKEN_OFF, null);
        core.registry().release(this);
    }

    /** Lets the next job run, although this job's client has not taken all its bytes yet. */
    private void giveSlot() {
        end.giveSlot(this);
        ticker.schedule(guard, ticker.nanos() + LINGER_NANOS);
    }

    /** Ends this job and closes its connection in the given way. */
    private void over(@Nullable Ending how) {
        if (moment == Moment.HELD) {
            leaveGate();
        }
        move(Move.CLOSE);
        ticker.cancel(guard);
        ticker.cancel(step);
        end.close(connection, how);
        end.leave(this);
    }

    private void move(Move move) {
        moment = moment.after(move);
    }
}
