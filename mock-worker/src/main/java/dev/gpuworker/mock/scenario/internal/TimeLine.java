package dev.gpuworker.mock.scenario.internal;

import dev.gpuworker.mock.scenario.DurationText;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.wire.Seed;
import java.time.Instant;
import java.util.List;

/** The time line of one script as a table. */
public final class TimeLine {
    private static final String SAMPLE_ID = "job-0123456789";
    private static final String SAMPLE_MODEL = "qwen2.5-0.5b-instruct";
    private static final long SAMPLE_VRAM = 1L << 30;

    /** Each token's wait is drawn for some hundred jobs; the contract's own bound is 2048 for a job. */
    private static final int TOKENS_MAX = 100_000;

    private final StringBuilder rows = new StringBuilder();
    private final SimulatedTimes times;
    private int tokens;
    private long bytes;
    private boolean exact = true;

    private TimeLine(SimulatedTimes times) {
        this.times = times;
    }

    /** Returns the table, each line ended. */
    public static String of(Script script, Scenario scenario, Seed seed) {
        TimeLine line = new TimeLine(new SimulatedTimes(seed, scenario.name()));
        line.headers(script.steps().get(0));
        for (Step step : script.steps()) {
            if (line.tokens > TOKENS_MAX) {
                line.rows.append(Columns.row("", "…", "more than " + TOKENS_MAX + " tokens: the rest is not simulated"));
                break;
            }
            line.add(step);
        }
        line.end(script.steps().get(script.steps().size() - 1));
        line.maxTokens(scenario.isPlayedAsWritten());
        return line.rows.toString();
    }

    private void headers(Step first) {
        if (first instanceof Pause.Stall stall && stall.at() == Pause.Stall.At.BEFORE_HEADERS) {
            rows.append(Columns.row(times.toString(), "stall", "before the headers, " + lasting(stall)));
        } else {
            rows.append(Columns.row(times.toString(), "headers", "200 text/event-stream"));
        }
    }

    private void add(Step step) {
        if (step instanceof Write.Tokens many) {
            tokens(many);
        } else if (step instanceof Write write) {
            write(write);
        } else if (step instanceof Pause pause) {
            pause(pause);
        }
    }

    private void pause(Pause pause) {
        if (pause instanceof Pause.Wait wait) {
            times.add(wait.pacing());
        } else if (pause instanceof Pause.Hold hold) {
            rows.append(
                    Columns.row(times.toString(), "hold", "until the gate " + Shown.quoted(hold.gate()) + " opens"));
            times.restart(hold.gate());
        } else if (pause instanceof Pause.Stall stall) {
            if (stall.at() == Pause.Stall.At.HERE) {
                rows.append(Columns.row(times.toString(), "stall", lasting(stall)));
            }
            if (stall.duration() != null) {
                times.add(Pacing.of(stall.duration()));
            }
        }
    }

    private static String lasting(Pause.Stall stall) {
        return stall.duration() == null ? "without end" : "for " + DurationText.of(stall.duration());
    }

    private void write(Write write) {
        FrameBytes frame = FrameBytes.of(write, facts());
        int[] sent = count(frame, write);
        boolean sample =
                !(write instanceof Write.Token || write instanceof Write.Comment || write instanceof Write.Raw);
        exact &= !sample;
        rows.append(Columns.row(times.toString(), title(write), size(sample, sent, frame.length(), write.wire())));
        addGaps(write, sent);
        if (write instanceof Write.Token) {
            tokens++;
        }
    }

    /** The gaps between a frame's pieces move the time line, as waits do. */
    private void addGaps(Write write, int[] sent) {
        times.add(Pacing.of(write.wire().gap().multipliedBy(Math.max(0, sent[1] - 1))));
    }

    /** Returns bytes and writes of a frame. */
    private int[] count(FrameBytes frame, Write write) {
        List<byte[]> parts = frame.writes(write.wire());
        int sent = parts.stream().mapToInt(part -> part.length).sum();
        bytes += sent;
        return new int[] {sent, parts.size()};
    }

    private String title(Write write) {
        if (write instanceof Write.Token token) {
            return "token " + (token.i() == null ? tokens : token.i());
        }
        return write instanceof Write.Failure failure ? "error " + Shown.line(failure.code()) : write.verb();
    }

    private static String size(boolean sample, int[] sent, int whole, WirePlan plan) {
        String cut = sent[0] < whole ? " of " + whole : "";
        String apart = plan.gap().isZero() ? "" : ", " + DurationText.of(plan.gap()) + " apart";
        String in = sent[1] == 1 ? "" : " in " + sent[1] + " writes" + apart;
        String joined = plan.coalesce() == 1 ? "" : ", " + plan.coalesce() + " frames a write";
        return (sample ? "~" : "") + sent[0] + cut + " bytes" + in + joined;
    }

    private void tokens(Write.Tokens many) {
        if (many.source() instanceof TokenSource.Generate generate) {
            times.add(many.before(0));
            rows.append(Columns.row(
                    times.toString(), "token " + tokens, "the first of at most " + generate.max() + " generated"));
            for (int k = 1; k < generate.max(); k++) {
                times.add(many.before(k));
            }
            tokens += generate.max();
            exact = false;
            rows.append(Columns.row(times.toString(), "token " + (tokens - 1), "at the latest"));
            return;
        }
        List<String> texts = many.source() instanceof TokenSource.Text text
                ? text.tokens()
                : ((TokenSource.Count) many.source()).tokens();
        for (int k = 0; k < texts.size(); k++) {
            times.add(many.before(k));
            Write one = new Write.Token(texts.get(k), null, many.wire());
            FrameBytes frame = FrameBytes.of(one, facts());
            int[] sent = count(frame, one);
            if (k == 0 || k == texts.size() - 1) {
                rows.append(Columns.row(
                        times.toString(), "token " + tokens, size(false, sent, frame.length(), many.wire())));
            } else if (k == 1) {
                rows.append(Columns.row("", "…", texts.size() - 2 + " more, " + describe(many.before(1)) + " apart"));
            }
            addGaps(one, sent);
            tokens++;
        }
    }

    private static String describe(Pacing pacing) {
        String p50 = DurationText.of(pacing.p50());
        return pacing.p50().equals(pacing.p99()) ? p50 : p50 + " (p99 " + DurationText.of(pacing.p99()) + ")";
    }

    private void end(Step last) {
        String total = " after " + (exact ? "" : "~") + bytes + " bytes of stream";
        String how = "the response ends";
        if (last instanceof Ending.Cut cut) {
            how = cut.kind() == Ending.Cut.Kind.CLOSE
                    ? "FIN without the last chunk"
                    : "FIN of the worker's direction without the last chunk";
        } else if (last instanceof Ending.Reset) {
            how = "RST";
        } else if (last instanceof Ending.Exit exit) {
            how = "the process exits with code " + exit.code();
        } else if (last instanceof Pause.Stall stall && stall.duration() == null) {
            how = "nothing more is sent";
        }
        rows.append(Columns.row(times.toString(), "ending", how + total));
    }

    private void maxTokens(boolean asWritten) {
        if (tokens > 1) {
            String what = asWritten
                    ? "changes nothing: the script is played as it is written"
                    : "leaves tokens out, and end says MAX_TOKENS";
            rows.append(Columns.row("max_tokens below " + tokens, "", what));
        }
    }

    private JobFacts facts() {
        return new JobFacts(
                SAMPLE_ID, SAMPLE_MODEL, Instant.EPOCH, null, tokens, Integer.MAX_VALUE, 100, 100, SAMPLE_VRAM, null);
    }
}
