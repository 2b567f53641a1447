package dev.gpuworker.mock.scenario.internal.judge;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.Verb;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Rehearsal;
import dev.gpuworker.mock.scenario.internal.frames.SampleFacts;
import java.util.List;

/** Dry-runs a script and validates the bytes that it would send. */
final class ScriptJudge implements Step.Visitor<ScriptJudge.Next>, Pause.Visitor<ScriptJudge.Next> {
    /** What follows after a step. */
    enum Next {
        /** The next step, or the end of the script. */
        STEP,
        /** Nothing: the response has ended properly. */
        NOTHING,
        /** Nothing: the response breaks off or hangs. */
        BROKEN_OFF,
        /** Unknown: judging the step is too much work. */
        TOO_MUCH
    }

    private static final String ORDER = "M0-W-1311";

    private final Findings findings;
    private final EventJudge events;
    private final StreamJudge stream;
    private final SseBytes bytes;
    private final JudgingWork work;
    private final Rehearsal rehearsal;
    private int index;

    private ScriptJudge(Findings findings, String jobId, JudgingWork work) {
        this.findings = findings;
        this.work = work;
        events = new EventJudge(findings, jobId);
        stream = new StreamJudge(events);
        bytes = new SseBytes(stream);
        rehearsal = new Rehearsal(SampleFacts.of(jobId));
    }

    static void judge(Script script, String jobId, Findings findings, JudgingWork work) {
        new ScriptJudge(findings, jobId, work).judge(script.steps());
    }

    private void judge(List<Step> steps) {
        int last = steps.size() - 1;
        for (index = 0; index <= last; index++) {
            Step step = steps.get(index);
            events.at(index);
            Next next = step.accept(this);
            if (next == Next.TOO_MUCH) {
                findings.add(Part.STEP, index, JudgingWork.TOO_MUCH);
                return;
            }
            if (next != Next.STEP) {
                if (index < last) {
                    String message = "never played: the script ends with the " + step.verb() + " before";
                    findings.add(Part.STEP, index + 1, message);
                }
                ended(next);
                return;
            }
        }
        index = last;
        requireTerminal();
    }

    @Override
    public Next write(Write write) {
        boolean ended = stream.ended();
        try {
            feed(write);
        } catch (JudgingWork.TooMuchException e) {
            return Next.TOO_MUCH;
        }
        boolean isNoEvent = write.verb() == Verb.COMMENT || write.verb() == Verb.RAW;
        if (ended && isNoEvent) {
            events.broken("bytes after the terminal event", ORDER);
        }
        return Next.STEP;
    }

    private void feed(Write write) throws JudgingWork.TooMuchException {
        if (write instanceof Write.Tokens tokens) {
            int most = tokens.source().most();
            work.texts(tokens.source() instanceof TokenSource.Generate ? Math.min(most, StreamJudge.TOKENS_MAX) : most);
        }
        rehearsal.<JudgingWork.TooMuchException>step(write, (frame, before) -> {
            if (frame.kind() == EventKind.TOKEN && stream.isPastMax()) {
                stream.skip(); // one finding covers them all
            } else {
                work.bytes(frame.whole());
                frame.pieces().forEach(piece -> bytes.feed(piece.toArray()));
            }
        });
    }

    @Override
    public Next pause(Pause pause) {
        return pause.accept((Pause.Visitor<Next>) this);
    }

    @Override
    public Next waiting(Pause.Wait step) {
        return Next.STEP;
    }

    @Override
    public Next hold(Pause.Hold step) {
        return Next.STEP;
    }

    @Override
    public Next stall(Pause.Stall stall) {
        if (stall.at() == Pause.Stall.At.BEFORE_HEADERS && index > 0) {
            findings.add(Part.STEP, index, "a stall before the headers must be the first step");
        }
        return stall.duration() == null ? Next.BROKEN_OFF : Next.STEP;
    }

    @Override
    public Next ending(Ending ending) {
        return ending.isComplete() ? Next.NOTHING : Next.BROKEN_OFF;
    }

    private void ended(Next how) {
        if (!stream.ended() || how == Next.NOTHING) {
            requireTerminal();
        } else {
            findings.add(Part.STEP, index, "the response does not end after the terminal event", ORDER);
        }
    }

    private void requireTerminal() {
        if (!stream.ended()) {
            findings.add(Part.STEP, index, "the stream ends here without a terminal event (end or error)", ORDER);
        } else if (!bytes.atBoundary()) {
            findings.add(Part.STEP, index, "bytes after the terminal event", ORDER);
        }
    }
}
