package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.VramExhaustedException;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Pause;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Plays the script of one job: the only place with timing. Each step has an absolute instant on a time line that begins
 * when the job does; at that instant its bytes are written, by whichever thread brings the news: the timer's, the one
 * that completed the write before, or the one that released a gate. No thread ever waits here. Thread-safe.
 */
final class ScriptPlayer implements StreamConnection.Owner, Callback {
    private enum Phase {
        WAITING,
        PLAYING,
        OVER
    }

    /** Steps played in a row before other streams have their turn. */
    private static final int ROW_MAX = 64;

    /** Everything about an ended job is over within this (M0-W-1330), also where its client reads nothing. */
    private static final long LINGER_NANOS = 5_000_000_000L;

    private final WorkerCore core;
    private final Job job;
    private final JobRecord record;
    private final Ticker ticker;
    private final StreamSink sink;
    private final JobProgress progress;
    private final JobVram vram;
    private final Timer step = new Timer(Timer.Kind.STEP, this::onStep);
    private final Timer guard = new Timer(Timer.Kind.GUARD, this::onGuard);
    private final Runnable released = this::onReleased;

    // All below is guarded by this.
    private Phase phase = Phase.WAITING;
    private boolean turn;
    private boolean quiet;
    private @Nullable StreamConnection connection;
    private ActionSource source;
    private @Nullable Action action;
    private @Nullable Frame frame;
    private int piece;
    private long gapNanos;
    private int unconfirmed;
    private long start;
    private long planned;
    private boolean writing;
    private boolean insideWrite;
    private boolean busyWithVram;
    private @Nullable String heldAt;
    private boolean hung;
    private long hungUntil;
    private @Nullable Interruption interruption;
    private boolean interrupted;
    private long effectAt;
    private boolean settled;
    private @Nullable Ending closing;

    ScriptPlayer(WorkerCore core, Job job, JobRecord record, Ticker ticker, StreamSink sink) {
        this.core = core;
        this.job = job;
        this.record = record;
        this.ticker = ticker;
        this.sink = sink;
        this.progress = new JobProgress(job, core, ticker);
        this.vram = new JobVram(core, job);
        this.quiet = job.program().stallsBeforeHead();
        this.source = new Cursor(job.program(), job.random(), core.config().speed(), progress);
    }

    String jobId() {
        return job.request().jobId();
    }

    JobRecord record() {
        return record;
    }

    OnCancel onCancel() {
        return job.onCancel();
    }

    /** Tells that it is this job's turn. */
    synchronized void turn() {
        turn = true;
        ticker.schedule(step, ticker.nanos());
    }

    @Override
    public synchronized void opened(StreamConnection stream) {
        connection = stream;
        if (phase == Phase.OVER) {
            stream.finish();
        } else if (turn) {
            advance();
        } else if (mayAnnounce()) {
            write(sink.headAlone());
        }
    }

    @Override
    public synchronized void gone() {
        if (phase == Phase.OVER) {
            return;
        }
        record.cancelHeard(ticker.nanos());
        settle(JobOutcome.DISCONNECTED, null);
        over();
    }

    /** Hears a cancel; what it does is the scenario's matter. */
    synchronized void cancel() {
        if (phase == Phase.OVER || settled) {
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
    synchronized void shut() {
        core.registry().leaveQueue(this);
        turn = true;
        interrupt(Interruption.shut());
        if (phase != Phase.OVER && (hung || connection == null)) {
            settle(JobOutcome.SHUT, null);
            over();
        }
    }

    @Override
    public synchronized void succeeded() {
        writing = false;
        if (unconfirmed > 0) {
            record.completed(unconfirmed, ticker.nanos() - start);
            unconfirmed = 0;
        }
        if (closing != null) {
            over();
        } else if (!insideWrite) {
            advance();
        }
    }

    @Override
    public void failed(Throwable cause) {
        gone();
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    private synchronized void onStep() {
        if (hung && hungUntil >= 0 && start + hungUntil - ticker.nanos() <= 0) {
            hung = false;
            quiet = false;
            action = null;
            applyInterruption();
        }
        if (writing && interrupted && interruption != null && effectAt - ticker.nanos() <= 0) {
            settle(interruption.outcome(), interruption.code().name());
            giveSlot();
        }
        advance();
    }

    private synchronized void onGuard() {
        if (settled && phase != Phase.OVER) {
            closing = new Ending.Reset();
            over();
        } else if (phase == Phase.PLAYING) {
            interrupt(Interruption.timedOut(core.config().inferenceTimeout().toString()));
        }
    }

    private synchronized void onReleased() {
        if (heldAt != null) {
            heldAt = null;
            action = null;
            planned = Math.max(planned, ticker.nanos() - start);
            advance();
        }
    }

    private void interrupt(Interruption cause) {
        if (phase == Phase.OVER || settled || interruption != null) {
            return;
        }
        interruption = cause;
        if (phase == Phase.PLAYING && !hung) {
            applyInterruption();
        }
        advance();
    }

    private void applyInterruption() {
        if (interruption == null || interrupted || settled) {
            return;
        }
        interrupted = true;
        quiet = false;
        if (heldAt != null) {
            core.gates().leave(heldAt, released);
            heldAt = null;
        }
        source = FinaleFrames.of(interruption, progress, core.writer());
        action = frame == null ? null : action;
        planned = Math.max(0, ticker.nanos() - start);
        effectAt = start + planned + interruption.afterNanos();
        if (writing) {
            ticker.schedule(step, effectAt);
        }
    }

    /** Plays on until something has to be waited for. */
    private void advance() {
        if (phase == Phase.WAITING && turn && connection != null && !busyWithVram) {
            begin();
        }
        for (int row = 0; phase == Phase.PLAYING && !writing && !hung && heldAt == null && !busyWithVram; row++) {
            if (action == null) {
                action = source.next();
                planned += action.waitNanos();
            }
            boolean hurries = interrupted && frame != null;
            if (start + planned - ticker.nanos() > 0 && !hurries) {
                if (mayAnnounce()) {
                    write(sink.headAlone());
                    continue;
                }
                ticker.schedule(step, start + planned);
                return;
            }
            if (row >= ROW_MAX) {
                ticker.schedule(step, ticker.nanos());
                return;
            }
            perform(action);
        }
    }

    private void begin() {
        record.started(ticker.nanos());
        if (interruption != null) {
            play();
        } else if (vram.isSlow()) {
            busyWithVram = true;
            core.executor().execute(() -> {
                Interruption failure = takeVram();
                synchronized (this) {
                    busyWithVram = false;
                    interruption = interruption == null ? failure : interruption;
                    if (phase == Phase.WAITING) {
                        play();
                        advance();
                    }
                }
            });
        } else {
            interruption = takeVram();
            play();
        }
    }

    private @Nullable Interruption takeVram() {
        try {
            vram.take();
            record.charged(vram.bytes());
            return null;
        } catch (VramExhaustedException e) {
            return Interruption.outOfVram(String.valueOf(e.getMessage()));
        }
    }

    private void play() {
        phase = Phase.PLAYING;
        start = ticker.nanos();
        progress.begin();
        ticker.schedule(guard, start + core.config().inferenceTimeout().toNanos());
        core.journal().changed();
        if (core.listener() != WorkerListener.NONE) {
            core.listener().jobStarted(record.snapshot());
        }
        applyInterruption();
    }

    /** Tells whether the response's head can be sent before anything else is. */
    private boolean mayAnnounce() {
        return !quiet && !sink.headSent() && !sink.holdsBack();
    }

    private void perform(Action due) {
        boolean pauses = due instanceof Action.Hold
                || (due instanceof Action.Stall stall && stall.at() == Pause.Stall.At.HERE)
                || (due instanceof Action.Finish finish && !(finish.ending() instanceof Ending.Eof));
        if (pauses && mayAnnounce()) {
            write(sink.headAlone());
        } else if (due instanceof Action.Hold hold) {
            hold(hold.gate());
        } else if (due instanceof Action.Stall stall) {
            hung = true;
            hungUntil = stall.nanos() < 0 ? -1 : planned + stall.nanos();
            planned = Math.max(planned, hungUntil);
            if (hungUntil >= 0) {
                ticker.schedule(step, start + hungUntil);
            }
        } else if (due instanceof Action.Finish finish) {
            finish(finish.ending());
        } else {
            writeFrame(due);
        }
    }

    private void hold(String gate) {
        heldAt = gate;
        if (!core.gates().hold(gate, released)) {
            heldAt = null;
            action = null;
        }
    }

    private void writeFrame(Action due) {
        Frame current = frame;
        if (current == null) {
            current = render(due);
            frame = current;
            piece = 0;
        }
        if (current.isTerminal() && !settled && !settleBefore(current)) {
            return;
        }
        if (piece >= current.pieces().size()) {
            frame = null;
            action = null;
            return;
        }
        Piece bytes = current.pieces().get(piece++);
        boolean done = piece == current.pieces().size();
        if (done) {
            frame = null;
            action = null;
        } else if (!interrupted) {
            planned += gapNanos;
        }
        if (sink.holdsBack()) {
            sink.hold(bytes);
        } else if (done && source.onlyEofLeft()) {
            prepareEnd(new Ending.Eof());
            write(sink.buffers(bytes, true));
        } else {
            write(sink.buffers(bytes, false));
        }
    }

    private Frame render(Action due) {
        List<Action.Send> sends = due instanceof Action.Batch batch ? batch.sends() : List.of((Action.Send) due);
        long at = planned - due.waitNanos();
        List<Piece> pieces = new ArrayList<>();
        Frame last = null;
        for (Action.Send send : sends) {
            at += send.waitNanos();
            gapNanos = send.gapNanos();
            Frame made = send.source().frame(progress);
            note(made, at);
            pieces.addAll(made.pieces());
            last = last != null && last.isTerminal() ? last : made;
        }
        if (last == null) {
            throw new IllegalStateException("nothing to send");
        }
        return sends.size() == 1 || pieces.isEmpty() ? last : last.withPieces(List.of(Piece.joined(pieces)));
    }

    private void note(Frame made, long at) {
        if (made.kind() == EventKind.ERROR && sink.holdsBack()) {
            sink.dropHeld();
        }
        progress.sending(made.kind());
        if (made.kind() == EventKind.TOKEN) {
            core.tally().tokens.increment();
        }
        record.written(made, at, ticker.nanos() - start);
        unconfirmed++;
    }

    /** Settles the job just before its terminal event; false where its VRAM has to be freed first. */
    private boolean settleBefore(Frame terminal) {
        if (vram.isSlow() && vram.isTaken()) {
            busyWithVram = true;
            core.executor().execute(() -> {
                vram.free();
                synchronized (this) {
                    busyWithVram = false;
                    advance();
                }
            });
            return false;
        }
        if (terminal.kind() == EventKind.END) {
            settle(JobOutcome.ENDED, null);
        } else {
            settle(interrupted && interruption != null ? interruption.outcome() : JobOutcome.FAILED, terminal.word());
        }
        return true;
    }

    private void settle(JobOutcome outcome, @Nullable String code) {
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

    private void finish(Ending ending) {
        prepareEnd(ending);
        ByteBuffer[] rest = ending instanceof Ending.Eof ? sink.end() : new ByteBuffer[0];
        if (rest.length == 0) {
            over();
        } else {
            write(rest);
        }
    }

    private void prepareEnd(Ending ending) {
        closing = ending;
        settle(JobOutcome.BROKEN_OFF, null);
        core.registry().release(this);
    }

    private void write(ByteBuffer... buffers) {
        StreamConnection stream = connection;
        if (stream == null) {
            throw new IllegalStateException("nothing can be written before the connection is there");
        }
        writing = true;
        insideWrite = true;
        stream.write(this, buffers);
        insideWrite = false;
        if (writing && closing != null) {
            giveSlot();
        }
    }

    /** Lets the next job run although this one's client has not taken all its bytes yet. */
    private void giveSlot() {
        core.registry().finished(this);
        record.slotFree(ticker.nanos());
        ticker.schedule(guard, ticker.nanos() + LINGER_NANOS);
    }

    private void over() {
        phase = Phase.OVER;
        ticker.cancel(step);
        ticker.cancel(guard);
        if (heldAt != null) {
            core.gates().leave(heldAt, released);
        }
        closeConnection();
        if (vram.isSlow()) {
            core.executor().execute(this::leave);
        } else {
            leave();
        }
    }

    private void closeConnection() {
        if (closing instanceof Ending.Exit exit) {
            core.executor().execute(() -> core.exit().accept(exit.code()));
        } else if (connection == null) {
            return;
        } else if (closing instanceof Ending.Reset) {
            connection.reset();
        } else if (closing instanceof Ending.Cut cut && cut.kind() == Ending.Cut.Kind.HALF_CLOSE) {
            connection.halfClose();
        } else {
            connection.finish();
        }
    }

    private void leave() {
        vram.free();
        core.registry().finished(this);
        record.slotFree(ticker.nanos());
        core.journal().over(record);
        if (core.listener() != WorkerListener.NONE) {
            core.listener().jobEnded(record.snapshot());
        }
    }
}
