package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.JobOutcome;
import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestHeaders;
import dev.gpuworker.mock.internal.http.ResponseHead;
import dev.gpuworker.mock.internal.http.Takeover;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.play.ScriptPlayer;
import dev.gpuworker.mock.internal.play.StreamSink;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.internal.time.Ticker;
import dev.gpuworker.mock.scenario.ExecutionRandom;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Reply;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.StreamHead;
import dev.gpuworker.mock.scenario.dispatch.Dispatch;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import dev.gpuworker.mock.scenario.internal.frames.Programs;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.ErrorCode;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.Seed;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Turns checked requests into jobs: chooses the answer and puts the job into the registry. Thread-safe. */
final class Intake {
    /** A chosen seed is below 2^53, so it stays exact in readers that keep JSON numbers as doubles (D-22). */
    private static final int UNEXACT_BITS = 64 - 53;

    private final WorkerCore core;
    private final Voice voice;
    private final Choice choice;
    private final Programs programs;
    private final SplittableRandom seeds; // guarded by this
    private long jobs; // guarded by this

    Intake(WorkerCore core, Voice voice, Choice choice) {
        this.core = core;
        this.voice = voice;
        this.choice = choice;
        this.programs = new Programs(
                core.writer(),
                core.config().generation().first(),
                core.config().generation().every());
        this.seeds = new SplittableRandom(core.config().seed().bits());
    }

    /**
     * Admits a job. Returns the plain reply if its scenario has one; otherwise hands the connection to the job's
     * player. Throws a {@link Refusal} if the worker refuses the job.
     */
    Optional<Reply> take(ExecuteRequest request, Heard heard) {
        if (choice.looksAtRequests()) {
            heard.incoming(request);
        }
        boolean mayReuse = heard.mayBeFollowed();
        RequestHeaders headers = RequestHeaders.of(heard.context());
        Ticker ticker = core.ticker();
        ScriptPlayer player;
        boolean reuse;
        boolean now;
        // One at a time, so that a refused job takes no script from the queue. Everything else was done before.
        synchronized (this) {
            core.registry().check(request.jobId());
            Dispatch dispatch = choice.dispatch(request, heard);
            Scenario scenario = scenario(dispatch);
            Job job = job(request, scenario, mismatch(dispatch));
            JobRecord record =
                    new JobRecord(job, headers, ticker, core.journal().isWatched());
            core.journal().arrived(record);
            if (scenario != null && scenario.answer() instanceof Reply reply) {
                record.settled(JobOutcome.REPLIED, null, ticker.nanos());
                record.connectionClosed();
                core.journal().over(record);
                return Optional.of(reply);
            }
            StreamHead head =
                    scenario != null && scenario.answer() instanceof Script script ? script.head() : StreamHead.PLAIN;
            reuse = mayReuse && afterStream(head) == AfterStream.KEEP_ALIVE;
            player = new ScriptPlayer(core, job, record, ticker, sink(heard, !reuse, head));
            now = core.registry().admit(player);
        }
        if (reuse || !voice.noticesClients()) {
            Takeover.of(heard.context(), player, reuse, voice.noticesClients());
        } else {
            Takeover.of(heard.context(), player);
        }
        if (now) {
            player.turn();
        }
        return Optional.empty();
    }

    private @Nullable Scenario scenario(Dispatch dispatch) {
        if (dispatch instanceof Dispatch.Chosen chosen) {
            return chosen.scenario();
        } else if (dispatch instanceof Dispatch.QueueEmpty empty) {
            throw Refusal.of(ErrorCode.INTERNAL, empty.message());
        } else if (dispatch instanceof Dispatch.UnknownScenario unknown) {
            throw Refusal.unmatched(unknown.message());
        } else if (core.config().strict()) {
            String mismatch = mismatch(dispatch);
            throw mismatch == null
                    ? Refusal.of(ErrorCode.INTERNAL, "there are no scenarios")
                    : Refusal.unmatched(mismatch);
        }
        return null;
    }

    private AfterStream afterStream(StreamHead head) {
        AfterStream scripted = head.afterStream();
        return scripted == null ? core.config().afterStream() : scripted;
    }

    private StreamSink sink(Heard heard, boolean closes, StreamHead head) {
        return new StreamSink(
                ResponseHead.of(
                        heard.readsChunks(),
                        closes,
                        voice.headers(heard.context().header(PortOwner.CORRELATION)),
                        head.headers()),
                voice.holdsStreamsBack());
    }

    private Job job(ExecuteRequest request, @Nullable Scenario scenario, @Nullable String mismatch) {
        Seed given = request.seed();
        Seed seed = given == null ? new Seed(seeds.nextLong() >>> UNEXACT_BITS) : given;
        jobs++;
        return new Job(
                jobs,
                request,
                request.maxTokensOr(core.config().maxTokensOut()),
                seed,
                given == null,
                scenario == null ? null : scenario.name(),
                mismatch,
                scenario == null || !scenario.isPlayedAsWritten(),
                scenario == null ? OnCancel.AT_ONCE : scenario.onCancel(),
                scenario != null && scenario.answer() instanceof Script script
                        ? programs.of(script)
                        : programs.generated(),
                random(choice.seed(), scenario == null ? "" : scenario.name(), seed));
    }

    private static Supplier<RandomGenerator> random(Seed set, String scenario, Seed request) {
        return () -> ExecutionRandom.of(set, scenario, request);
    }

    private static @Nullable String mismatch(Dispatch dispatch) {
        return dispatch instanceof Dispatch.Unmatched unmatched && unmatched.nearest() != null
                ? unmatched.nearest().message()
                : null;
    }
}
