package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Finding.Part;
import dev.gpuworker.mock.scenario.Pause.Stall;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import java.time.Instant;
import java.util.List;

/** Plays a script in thought and judges the very bytes that it would send. */
final class ScriptJudge {
    private static final String ORDER = "M0-W-1311";

    /** Two show whether generated tokens arrive whole, and whether one runs into the next. */
    private static final int SAMPLES = 2;

    private final Findings findings;
    private final Work work;
    private final JobFacts job;
    private final EventJudge events;
    private final StreamJudge stream;
    private final SseBytes bytes;
    /** Tokens by the player's own count: each token step is one, whatever arrives of it, and raw bytes are none. */
    private int played;

    private ScriptJudge(Findings findings, String jobId, Work work) {
        this.findings = findings;
        this.work = work;
        job = new JobFacts(jobId, "model", Instant.EPOCH, null, 0, Integer.MAX_VALUE, 0, 0, 0, null);
        events = new EventJudge(findings, jobId);
        stream = new StreamJudge(events);
        bytes = new SseBytes(stream);
    }

    static void judge(Script script, String jobId, Findings findings, Work work) {
        new ScriptJudge(findings, jobId, work).judge(script.steps());
    }

    private void judge(List<Step> steps) {
        int last = steps.size() - 1;
        for (int k = 0; k <= last; k++) {
            Step step = steps.get(k);
            events.at(k);
            try {
                judge(step, k);
            } catch (Work.TooMuchException e) {
                findings.add(Part.STEP, k, String.valueOf(e.getMessage()));
                return;
            }
            if (isLast(step)) {
                if (k < last) {
                    findings.add(Part.STEP, k + 1, "never played: the script ends with the " + step.verb() + " before");
                }
                ending(step, k);
                return;
            }
        }
        requireTerminal(last);
    }

    private static boolean isLast(Step step) {
        return step instanceof Ending || (step instanceof Stall stall && stall.duration() == null);
    }

    private void judge(Step step, int index) throws Work.TooMuchException {
        if (step instanceof Stall stall && stall.at() == Stall.At.BEFORE_HEADERS && index > 0) {
            findings.add(Part.STEP, index, "a stall before the headers must be the first step");
        } else if (step instanceof Write write) {
            write(write);
        }
    }

    private void write(Write write) throws Work.TooMuchException {
        boolean ended = stream.ended();
        if (write instanceof Write.Tokens tokens) {
            tokens(tokens);
        } else {
            feed(write);
        }
        boolean isEvent = !(write instanceof Write.Raw || write instanceof Write.Comment);
        if (ended && !isEvent) {
            events.broken("bytes after the terminal event", ORDER);
        }
    }

    private void tokens(Write.Tokens tokens) throws Work.TooMuchException {
        boolean whole = tokens.wire().stopAfter() == null && bytes.atBoundary() && played == stream.tokens();
        TokenSource source = tokens.source();
        if (source instanceof TokenSource.Generate generate) {
            generated(generate.max(), tokens.wire(), whole);
        } else if (source instanceof TokenSource.Count count && whole) {
            arrived(count.count(), true);
            played += count.count();
        } else if (source instanceof TokenSource.Text text && whole && EventJudge.isWhole(text.text())) {
            int count = text.tokens().size();
            arrived(count, true);
            played += count;
        } else {
            work.texts(source instanceof TokenSource.Count count ? count.count() : 0);
            List<String> texts =
                    source instanceof TokenSource.Text text ? text.tokens() : ((TokenSource.Count) source).tokens();
            for (String text : texts) {
                feed(new Write.Token(text, null, tokens.wire()));
            }
        }
    }

    private void arrived(int count, boolean exact) throws Work.TooMuchException {
        work.events(Math.min(count, StreamJudge.TOKENS_MAX));
        stream.tokens(count, exact);
    }

    /** Generated tokens are known by number only where they do not arrive: then none of them does. */
    private void generated(int max, WirePlan plan, boolean whole) throws Work.TooMuchException {
        int samples = whole ? 0 : Math.min(max, SAMPLES);
        int before = stream.tokens();
        for (int k = 0; k < samples; k++) {
            feed(new Write.Token(" generated", null, plan));
        }
        played += max - samples;
        if (stream.tokens() - before == samples) {
            arrived(max - samples, false);
        }
    }

    private void feed(Write write) throws Work.TooMuchException {
        JobFacts facts = new JobFacts(
                job.jobId(),
                job.model(),
                job.startedAt(),
                job.chosenSeed(),
                played,
                job.maxTokens(),
                job.decodeTimeMs(),
                job.tokensPerSec(),
                job.vramBytes(),
                null);
        FrameBytes frame = FrameBytes.of(write, facts);
        work.bytes(frame.length());
        frame.writes(write.wire()).forEach(bytes::feed);
        if (write instanceof Write.Token) {
            played++;
        }
    }

    private void ending(Step step, int index) {
        if (!stream.ended()) {
            requireTerminal(index);
        } else if (!(step instanceof Ending.Eof)) {
            findings.add(Part.STEP, index, "the response does not end after the terminal event", ORDER);
        }
    }

    private void requireTerminal(int index) {
        if (!stream.ended()) {
            findings.add(Part.STEP, index, "the stream ends here without a terminal event (end or error)", ORDER);
        } else if (!bytes.atBoundary()) {
            findings.add(Part.STEP, index, "bytes after the terminal event", ORDER);
        }
    }

    /** Bounds what judging may cost: a small file can ask for streams of gigabytes. Not thread-safe. */
    static final class Work {
        /** Twice what all steps of a file may repeat; a second or two. */
        private static final long UNITS_MAX = 128L * 1024 * 1024;

        /** What an event costs beside its bytes. */
        private static final int EVENT_UNITS = 64;

        private long left = UNITS_MAX;

        /** Takes the work of these bytes; throws if there was too much of it. */
        void bytes(long count) throws TooMuchException {
            take(EVENT_UNITS + count);
        }

        /** Takes the work of events whose bytes are not looked at. */
        void events(long count) throws TooMuchException {
            take(count);
        }

        /** Takes the work of writing out so many events, before their texts are made. */
        void texts(long count) throws TooMuchException {
            take(Math.multiplyExact(count, EVENT_UNITS));
        }

        private void take(long units) throws TooMuchException {
            left -= units;
            if (left < 0) {
                left = -1;
                throw new TooMuchException();
            }
        }

        /** Too much work; the message is for whoever wrote the script. */
        static final class TooMuchException extends Exception {
            private static final long serialVersionUID = 1L;

            TooMuchException() {
                super("judging this is too much work: up to here the streams have more than " + UNITS_MAX / 1024 / 1024
                        + " MiB, a token counted as 64 bytes or more; use fewer tokens or smaller repeats");
            }
        }
    }
}
