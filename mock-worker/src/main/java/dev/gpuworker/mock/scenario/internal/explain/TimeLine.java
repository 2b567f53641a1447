package dev.gpuworker.mock.scenario.internal.explain;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Pacing;
import dev.gpuworker.mock.scenario.Pause;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.Step;
import dev.gpuworker.mock.scenario.TimedLine;
import dev.gpuworker.mock.scenario.TokenSource;
import dev.gpuworker.mock.scenario.WirePlan;
import dev.gpuworker.mock.scenario.Write;
import dev.gpuworker.mock.scenario.internal.Shown;
import dev.gpuworker.mock.scenario.internal.frames.EventKind;
import dev.gpuworker.mock.scenario.internal.frames.Frame;
import dev.gpuworker.mock.scenario.internal.frames.Rehearsal;
import dev.gpuworker.mock.scenario.internal.frames.SampleFacts;
import dev.gpuworker.wire.Dialect;
import dev.gpuworker.wire.Seed;
import java.util.ArrayList;
import java.util.List;

/** The time line of one script, line by line. Used once. */
public final class TimeLine implements Step.Visitor<String>, Pause.Visitor<String>, Ending.Visitor<String> {
    private static final String SAMPLE_ID = "job-0123456789";

    /** Each token's wait is drawn for hundreds of jobs; the contract allows 2048 tokens for a job. */
    private static final int TOKENS_MAX = 100_000;

    private final List<TimedLine> rows = new ArrayList<>();
    private final boolean asBuilt;
    private final Rehearsal rehearsal;
    private final SimulatedTimes times;
    private int tokens;
    private long bytes;
    private boolean exact = true;

    private TimeLine(SimulatedTimes times, Dialect dialect) {
        asBuilt = dialect == Dialect.AS_BUILT;
        rehearsal = new Rehearsal(SampleFacts.of(SAMPLE_ID), dialect);
        this.times = times;
    }

    /** Returns the lines. */
    public static List<TimedLine> of(Script script, Scenario scenario, Seed seed, Dialect dialect) {
        TimeLine line = new TimeLine(new SimulatedTimes(seed, scenario.name()), dialect);
        line.headers(script.steps().get(0));
        String how = "";
        for (Step step : script.steps()) {
            boolean tooMany = line.tokens > TOKENS_MAX && step instanceof Write;
            how = tooMany ? how : step.accept(line);
        }
        if (line.tokens > TOKENS_MAX) {
            line.rows.add(untimed("…", "more than " + TOKENS_MAX + " tokens: the rest is not simulated"));
        }
        line.end(how.isEmpty() ? "the response ends" : how);
        line.maxTokens(scenario.isPlayedAsWritten());
        return List.copyOf(line.rows);
    }

    private static TimedLine untimed(String event, String detail) {
        return new TimedLine("", -1, -1, event, detail);
    }

    private void row(String what, String more) {
        rows.add(times.line(what, more));
    }

    private void headers(Step first) {
        if (first instanceof Pause.Stall stall && stall.at() == Pause.Stall.At.BEFORE_HEADERS) {
            row("stall", "before the headers, " + lasting(stall));
        } else {
            row("headers", "200 text/event-stream");
        }
    }

    /** Adds the rows of a step. Returns how the response ends after it; empty if it goes on. */
    @Override
    public String write(Write write) {
        if (write instanceof Write.Tokens many) {
            tokens(many);
        } else {
            rehearsal.step(write, (frame, before) -> {
                size(frame, write.wire(), title(frame));
                tokens += frame.tokenIndex() < 0 ? 0 : 1;
            });
        }
        return "";
    }

    @Override
    public String pause(Pause pause) {
        return pause.accept((Pause.Visitor<String>) this);
    }

    @Override
    public String ending(Ending ending) {
        return ending.accept((Ending.Visitor<String>) this);
    }

    @Override
    public String waiting(Pause.Wait wait) {
        times.add(wait.pacing());
        return "";
    }

    @Override
    public String hold(Pause.Hold hold) {
        row("hold", "until the gate " + Shown.quoted(hold.gate()) + " opens");
        times.restart(hold.gate());
        return "";
    }

    @Override
    public String stall(Pause.Stall stall) {
        if (stall.at() == Pause.Stall.At.HERE) {
            row("stall", lasting(stall));
        }
        if (stall.duration() == null) {
            return "nothing more is sent";
        }
        times.add(Pacing.of(stall.duration()));
        return "";
    }

    @Override
    public String eof(Ending.Eof eof) {
        return "";
    }

    @Override
    public String cut(Ending.Cut cut) {
        return switch (cut.kind()) {
            case CLOSE -> "FIN without the last chunk";
            case HALF_CLOSE -> "FIN of the worker's direction without the last chunk";
        };
    }

    @Override
    public String reset(Ending.Reset reset) {
        return "RST";
    }

    @Override
    public String exit(Ending.Exit exit) {
        String end = "the process exits with code " + exit.code();
        return exit.backAfter() == null ? end : end + " and is back after " + DurationText.of(exit.backAfter());
    }

    private static String lasting(Pause.Stall stall) {
        return stall.duration() == null ? "without end" : "for " + DurationText.of(stall.duration());
    }

    private String title(Frame frame) {
        return switch (frame.kind()) {
            case TOKEN -> "token " + frame.tokenIndex();
            case ERROR -> "error " + Shown.line(frame.word());
            case STARTED, METRICS, END, COMMENT, RAW -> frame.kind().word();
        };
    }

    private void tokens(Write.Tokens many) {
        int most = many.source().most();
        if (many.source() instanceof TokenSource.Generate) {
            generated(many, most);
            return;
        }
        int first = tokens;
        rehearsal.step(many, (frame, before) -> {
            times.add(before);
            int at = tokens - first;
            if (at == 1 && most > 2) {
                rows.add(untimed("…", most - 2 + " more, " + describe(before) + " apart"));
            }
            size(frame, many.wire(), at == 0 || at == most - 1 ? title(frame) : "");
            tokens++;
        });
    }

    private void generated(Write.Tokens many, int most) {
        times.add(many.before(0));
        row("token " + tokens, "the first of at most " + most + " generated");
        for (int k = 1; k < most; k++) {
            times.add(many.before(k));
        }
        rehearsal.step(many, (frame, before) -> {});
        tokens += most;
        exact = false;
        row("token " + (tokens - 1), "at the latest");
    }

    /** Counts the bytes of a frame, adds its row if it has a title, and the gaps between its pieces. */
    private void size(Frame frame, WirePlan plan, String title) {
        if (frame.pieces().isEmpty() && asBuilt) {
            return; // this dialect has no such event
        }
        if (frame.kind() == EventKind.ERROR && asBuilt) {
            bytes = 0; // it is sent alone
        }
        long sent = frame.length();
        int writes = frame.pieces().size();
        bytes += sent;
        boolean sample = dependsOnJob(frame);
        exact &= !sample;
        if (!title.isEmpty()) {
            String cut = sent < frame.whole() ? " of " + frame.whole() : "";
            String apart = plan.gap().isZero() ? "" : ", " + DurationText.of(plan.gap()) + " apart";
            String in = writes == 1 ? "" : " in " + writes + " writes" + apart;
            String joined = plan.coalesce() == 1 ? "" : ", " + plan.coalesce() + " frames a write";
            row(title, (sample ? "~" : "") + sent + cut + " bytes" + in + joined);
        }
        times.add(Pacing.of(plan.gap().multipliedBy(Math.max(0, writes - 1))));
    }

    private static boolean dependsOnJob(Frame frame) {
        return switch (frame.kind()) {
            case STARTED, METRICS, END, ERROR -> true;
            case TOKEN, COMMENT, RAW -> false;
        };
    }

    private static String describe(Pacing pacing) {
        String p50 = DurationText.of(pacing.p50());
        return pacing.p50().equals(pacing.p99()) ? p50 : p50 + " (p99 " + DurationText.of(pacing.p99()) + ")";
    }

    private void end(String how) {
        if (asBuilt) {
            row("as built", "all leaves now, in one burst; of a failed job its error alone");
        }
        row("ending", how + " after " + (exact ? "" : "~") + bytes + " bytes of stream");
    }

    private void maxTokens(boolean asWritten) {
        if (tokens > 1) {
            String what = asWritten
                    ? "changes nothing: the script is played as it is written"
                    : "leaves tokens out, and end says MAX_TOKENS";
            rows.add(untimed("max_tokens below " + tokens, what));
        }
    }
}
