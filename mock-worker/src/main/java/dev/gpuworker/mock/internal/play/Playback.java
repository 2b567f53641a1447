package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.internal.http.StreamConnection;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.script.Action;
import dev.gpuworker.mock.internal.script.ActionSource;
import dev.gpuworker.mock.internal.script.Cursor;
import dev.gpuworker.mock.internal.script.Frame;
import dev.gpuworker.mock.internal.script.Job;
import dev.gpuworker.mock.internal.script.Piece;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.internal.time.Timer;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pause;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time line of one job: the only place with timing. Each step has an absolute instant on a line that begins when
 * the job does, and at that instant its bytes are written. Guarded by its player.
 */
final class Playback {
    /** Steps played in a row before other streams have their turn. */
    private static final int ROW_MAX = 64;

    private final ScriptPlayer player;
    private final WorkerCore core;
    private final Ticker ticker;
    private final StreamSink sink;
    private final JobEnd end;
    private final JobProgress progress;
    private final FrameMaker frames;
    private final Timer step;
    private final Runnable released;

    private ActionSource source;
    /** What comes next, its wait already on the time line. */
    private @Nullable Action action;
    /** The frame that is being written, and how many of its pieces have been. */
    private @Nullable Frame frame;

    private int piece;
    private boolean begun;
    private long start;
    private long planned;
    /** Whether the script keeps even the head back. */
    private boolean quiet;

    private @Nullable StreamConnection connection;
    private boolean writing;
    private boolean insideWrite;
    private @Nullable String heldAt;
    private boolean hung;
    private long hungUntil;
    /** What ends the job; its effect waits while the job hangs. */
    private @Nullable Interruption cause;

    private boolean interrupted;
    private long effectAt;
    private @Nullable Ending closing;

    Playback(ScriptPlayer player, WorkerCore core, JobRecord record, Ticker ticker, StreamSink sink, JobEnd end) {
        Job job = record.job();
        this.player = player;
        this.core = core;
        this.ticker = ticker;
        this.sink = sink;
        this.end = end;
        this.progress = new JobProgress(record, core, ticker);
        this.frames = new FrameMaker(core, record, progress, sink, ticker);
        this.step = new Timer(Timer.Kind.STEP, player::onStep);
        this.released = player::onReleased;
        this.quiet = job.program().stallsBeforeHead();
        this.source = new Cursor(job.program(), job.random(), core.config().speed(), progress);
    }

    void attach(StreamConnection stream) {
        connection = stream;
    }

    /** Lets the timer's thread go on with this job. */
    void wake() {
        ticker.schedule(step, ticker.nanos());
    }

    void begin() {
        begun = true;
        start = ticker.nanos();
        progress.begin();
    }

    boolean isHung() {
        return hung;
    }

    /** Sends the response's head where it can be sent before anything else is. */
    void announce() {
        if (mayAnnounce()) {
            write(sink.headAlone());
        }
    }

    void interrupt(Interruption why) {
        cause = why;
        if (!hung) {
            applyInterruption();
        }
    }

    void released() {
        if (heldAt != null) {
            heldAt = null;
            action = null;
            planned = Math.max(planned, ticker.nanos() - start);
            advance();
        }
    }

    void onStep() {
        if (hung && hungUntil >= 0 && start + hungUntil - ticker.nanos() <= 0) {
            hung = false;
            quiet = false;
            action = null;
            applyInterruption();
        }
        if (writing && interrupted && cause != null && effectAt - ticker.nanos() <= 0) {
            end.settle(cause.outcome(), cause.code().name());
            player.giveSlot();
        }
    }

    /** Hears that the operating system has taken all bytes of the last write. */
    void written() {
        writing = false;
        frames.confirm(start);
        if (player.isOver()) {
            return;
        }
        if (closing != null) {
            player.over(closing);
        } else if (!insideWrite) {
            advance();
        }
    }

    void stop() {
        ticker.cancel(step);
        leaveGate();
    }

    /** Plays on until something has to be waited for. */
    void advance() {
        for (int row = 0; isFree(); row++) {
            Action next = action;
            if (next == null) {
                next = source.next();
                action = next;
                planned += next.waitNanos();
            }
            boolean early = start + planned - ticker.nanos() > 0 && !(interrupted && frame != null);
            if (mayAnnounce() && (early || pausesOrBreaks(next))) {
                write(sink.headAlone());
            } else if (early) {
                ticker.schedule(step, start + planned);
                return;
            } else if (row >= ROW_MAX) {
                ticker.soon(step);
                return;
            } else {
                perform(next);
            }
        }
    }

    private boolean isFree() {
        return begun && !player.isOver() && !player.isBusyWithVram() && !writing && !hung && heldAt == null;
    }

    private boolean mayAnnounce() {
        return !quiet && !sink.headSent() && !sink.holdsBack();
    }

    private static boolean pausesOrBreaks(Action next) {
        return next instanceof Action.Hold
                || (next instanceof Action.Stall stall && stall.at() == Pause.Stall.At.HERE)
                || (next instanceof Action.Finish finish && !(finish.ending() instanceof Ending.Eof));
    }

    /** Replaces what is left of the script; a frame that is under way is finished first, without its gaps. */
    private void applyInterruption() {
        if (cause == null || interrupted || end.isSettled()) {
            return;
        }
        interrupted = true;
        quiet = false;
        leaveGate();
        source = FinaleFrames.of(cause, progress, core.writer());
        action = frame == null ? null : action;
        planned = Math.max(0, ticker.nanos() - start);
        effectAt = start + planned + cause.afterNanos();
        if (writing) {
            ticker.schedule(step, effectAt);
        }
    }

    private void leaveGate() {
        if (heldAt != null) {
            core.gates().leave(heldAt, released);
            heldAt = null;
        }
    }

    private void perform(Action due) {
        if (due instanceof Action.Hold hold) {
            heldAt = hold.gate();
            if (!core.gates().hold(hold.gate(), released)) {
                heldAt = null;
                action = null;
            }
        } else if (due instanceof Action.Stall stall) {
            hang(stall.nanos());
        } else if (due instanceof Action.Finish finish) {
            finish(finish.ending());
        } else {
            writeFrame(due);
        }
    }

    private void hang(long nanos) {
        hung = true;
        hungUntil = nanos < 0 ? -1 : planned + nanos;
        if (nanos >= 0) {
            planned = hungUntil;
            ticker.schedule(step, start + hungUntil);
        }
    }

    private void writeFrame(Action due) {
        if (frame == null) {
            frame = frames.make(due, start, planned);
            piece = 0;
        }
        Frame current = frame;
        if (current.isTerminal() && !end.isSettled()) {
            if (player.freesVramFirst()) {
                return;
            }
            end.settle(current, interrupted ? cause : null);
        }
        if (piece < current.pieces().size()) {
            writePiece(current.pieces().get(piece++), piece == current.pieces().size(), due);
        } else {
            frame = null;
            action = null;
        }
    }

    private void writePiece(Piece bytes, boolean lastOfFrame, Action due) {
        if (lastOfFrame) {
            frame = null;
            action = null;
        } else if (!interrupted && due instanceof Action.Send send) {
            planned += send.gapNanos();
        }
        if (sink.holdsBack()) {
            sink.hold(bytes);
        } else if (lastOfFrame && source.onlyEofLeft()) {
            prepareEnd(new Ending.Eof());
            write(sink.buffers(bytes, true));
        } else {
            write(sink.buffers(bytes, false));
        }
    }

    private void finish(Ending ending) {
        prepareEnd(ending);
        ByteBuffer[] rest = ending instanceof Ending.Eof ? sink.end() : new ByteBuffer[0];
        if (rest.length == 0) {
            player.over(ending);
        } else {
            write(rest);
        }
    }

    /** Lets others take this job's id and place, just before its last bytes are written. */
    private void prepareEnd(Ending ending) {
        closing = ending;
        end.settle(JobOutcome.BROKEN_OFF, null);
        core.registry().release(player);
    }

    private void write(ByteBuffer... buffers) {
        writing = true;
        insideWrite = true;
        Objects.requireNonNull(connection, "nothing is written before the connection is there")
                .write(player, buffers);
        insideWrite = false;
        if (writing && closing != null && !player.isOver()) {
            player.giveSlot();
        }
    }
}
