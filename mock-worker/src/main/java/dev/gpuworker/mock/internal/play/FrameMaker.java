package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.journal.Tally;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.internal.frames.Action;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Piece;
import java.util.ArrayList;
import java.util.List;

/** Makes the frame of an action when it is due, and records its events in the journal. Belongs to the player. */
final class FrameMaker {
    private final Tally tally;
    private final JobRecord record;
    private final JobProgress progress;
    private final StreamSink sink;
    private final Ticker ticker;
    private int unconfirmed;

    FrameMaker(Tally tally, JobRecord record, JobProgress progress, StreamSink sink, Ticker ticker) {
        this.tally = tally;
        this.record = record;
        this.progress = progress;
        this.sink = sink;
        this.ticker = ticker;
    }

    /**
     * Returns the frame of one send.
     *
     * @param start the job's start on the ticker
     * @param planned when it is due, in nanoseconds from the start
     */
    Frame make(Action.Send send, long start, long planned) {
        return note(send.source().frame(progress), start, planned);
    }

    /** Returns one frame with the bytes of a batch. */
    Frame make(Action.Batch batch, long start, long planned) {
        long at = planned - batch.waitNanos();
        List<Piece> pieces = new ArrayList<>();
        List<Frame> frames = new ArrayList<>();
        for (Action.Send send : batch.sends()) {
            at += send.waitNanos();
            Frame frame = note(send.source().frame(progress), start, at);
            frames.add(frame);
            pieces.addAll(frame.pieces());
        }
        Frame last = frames.stream().filter(Frame::isTerminal).findFirst().orElse(frames.get(frames.size() - 1));
        return pieces.isEmpty() ? last : last.withPieces(List.of(Piece.joined(pieces)));
    }

    /** Records that the operating system has taken all frames made so far. */
    void confirm(long start) {
        if (unconfirmed > 0) {
            record.completed(unconfirmed, ticker.nanos() - start);
            unconfirmed = 0;
        }
    }

    private Frame note(Frame frame, long start, long planned) {
        if (frame.kind() == EventKind.METRICS && frame.pieces().isEmpty()) {
            return frame; // a dialect may have no such event
        }
        if (frame.kind() == EventKind.ERROR && sink.holdsBack()) {
            sink.dropHeld();
        }
        progress.sending(frame.kind());
        if (frame.kind() == EventKind.TOKEN) {
            tally.tokens.increment();
        }
        record.written(frame, planned, ticker.nanos() - start);
        unconfirmed++;
        return frame;
    }
}
