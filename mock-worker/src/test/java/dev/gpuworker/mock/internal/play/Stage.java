package dev.gpuworker.mock.internal.play;

import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.WorkerListener;
import dev.gpuworker.mock.internal.http.RequestHeaders;
import dev.gpuworker.mock.internal.http.ResponseHead;
import dev.gpuworker.mock.internal.journal.JobRecord;
import dev.gpuworker.mock.internal.journal.JournalLog;
import dev.gpuworker.mock.internal.journal.Tally;
import dev.gpuworker.mock.internal.time.HandTicker;
import dev.gpuworker.mock.scenario.OnCancel;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.internal.frames.FrameWriter;
import dev.gpuworker.mock.scenario.internal.frames.Job;
import dev.gpuworker.mock.scenario.internal.frames.SampleJobs;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A player with its surroundings: a clock and a connection that the test controls. Belongs to one thread. */
final class Stage {
    /** The gate at which scripts of tests hold. */
    static final String GATE = "gate";

    final HandTicker clock = new HandTicker();
    final Ledger ledger;
    final GateKeeper gates = new GateKeeper();
    final JobRegistry registry;
    final JournalLog journal;
    final ScriptPlayer player;
    final FakeConnection connection;
    /** What the listener was notified of, in order. */
    final List<String> told = new ArrayList<>();

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final MockWorkerConfig config;
    private final WorkerCore core;
    private long jobs;
    private boolean opened;

    /** @param realVram whether taking and freeing VRAM is left to another thread, which here is {@link #runTask} */
    Stage(Script script, OnCancel onCancel, boolean realVram, FakeConnection.Takes takes) {
        config = MockWorker.builder().inferenceTimeout(Duration.ofMinutes(5)).config();
        ledger = new Ledger(config.vramBytes(), realVram ? new Backing() : null);
        registry = new JobRegistry(1, config.busy(), config.queueMax());
        journal = new JournalLog(config.journalBytesMax());
        core = new WorkerCore(
                config,
                new Identity(null),
                new FrameWriter(Speech.CONTRACT),
                ledger,
                new Health(),
                new Tally(),
                gates,
                registry,
                journal,
                new WorkerListener() {
                    @Override
                    public void jobStarted(RecordedJob job) {
                        told.add(job.jobId() + " started");
                    }

                    @Override
                    public void jobEnded(RecordedJob job) {
                        told.add(job.jobId() + " " + job.outcome());
                    }
                },
                tasks::add,
                code -> {},
                null);
        player = player(script, onCancel);
        connection = new FakeConnection(player, takes);
    }

    /** Makes another player of the same worker. */
    ScriptPlayer player(Script script, OnCancel onCancel) {
        jobs++;
        Job job = SampleJobs.job(jobs, script, onCancel);
        JobRecord record = new JobRecord(job, RequestHeaders.NONE, clock, false);
        journal.arrived(record);
        return new ScriptPlayer(
                core, job, record, clock, new StreamSink(ResponseHead.of(true, true, Map.of(), Map.of()), false));
    }

    /** Admits the player, and lets it have its turn if it may run. */
    void admit() {
        if (registry.admit(player)) {
            player.turn();
        }
    }

    /** Lets the client connect. */
    void open() {
        opened = true;
        player.opened(connection);
    }

    /** Lets the client connect unless it has. */
    void openOnce() {
        if (!opened) {
            open();
        }
    }

    /** Fires due timers and lets the operating system take bytes, until nothing is left to do. */
    void settle() {
        while (clock.fireDue() || connection.settle()) {
            // Each of them may create work for the other.
        }
    }

    void advance(Duration by) {
        clock.advance(by, this::settle);
    }

    /** Lets the player wait in the queue, behind another one that runs. Returns the other one. */
    ScriptPlayer queue() {
        ScriptPlayer other = player(Script.builder().started().end().build(), OnCancel.AT_ONCE);
        registry.admit(other);
        admit();
        return other;
    }

    /** Lets the player begin. */
    void begin() {
        open();
        admit();
        settle();
    }

    /** Runs one task that was left to another thread. */
    void runTask() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
            settle();
        }
    }

    RecordedJob recorded() {
        return journal.job("job-1").orElseThrow();
    }

    /** Memory that counts as slow, like real memory. */
    private static final class Backing implements VramBacking {
        @Override
        public Allocation allocate(String owner, long bytes) {
            return () -> {};
        }

        @Override
        public String identity() {
            return "test";
        }

        @Override
        public void close() {}
    }
}
