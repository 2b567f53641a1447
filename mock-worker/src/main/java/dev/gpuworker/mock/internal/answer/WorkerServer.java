package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.io.DurationText;
import dev.gpuworker.mock.ClientVerdict;
import dev.gpuworker.mock.Gates;
import dev.gpuworker.mock.Journal;
import dev.gpuworker.mock.MockWorker;
import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.RecordedJob;
import dev.gpuworker.mock.VramBacking;
import dev.gpuworker.mock.VramLedger;
import dev.gpuworker.mock.WorkerStartException;
import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.journal.ClientJudge;
import dev.gpuworker.mock.internal.journal.JournalLog;
import dev.gpuworker.mock.internal.journal.Tally;
import dev.gpuworker.mock.internal.play.GateKeeper;
import dev.gpuworker.mock.internal.play.Health;
import dev.gpuworker.mock.internal.play.Identity;
import dev.gpuworker.mock.internal.play.JobRegistry;
import dev.gpuworker.mock.internal.play.Ledger;
import dev.gpuworker.mock.internal.play.ScriptPlayer;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.Ending;
import dev.gpuworker.mock.scenario.Scenario;
import dev.gpuworker.mock.scenario.ScenarioSet;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.mock.scenario.internal.frames.FrameWriter;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One worker: its state, its ports on the shared server, and its life. Thread-safe. */
public final class WorkerServer implements MockWorker, PortOwner {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerServer.class);
    /**
     * Running jobs get this long for their last event; the contract's 5 s apply to workers that drain before closing.
     */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(1);

    /** A port that is still in use is tried again for five seconds. */
    private static final int RETURNS_MAX = 50;

    private static final long RETURN_PAUSE_MILLIS = 100;

    private final WorkerCore core;
    private final Voice voice;
    private final Choice choice;
    private final Intake intake;
    private final ForeignPages foreignPages;
    private final ControlAccess controlAccess;
    private final Instances instances;
    private final Ledger.Charge weights;
    private final @Nullable VramBacking backing;
    private final long startedNanos = System.nanoTime();
    private volatile Ports ports;
    private @Nullable Metrics metrics; // guarded by this
    private boolean closed; // guarded by this

    public WorkerServer(WorkerParts parts) {
        this.backing = parts.backing();
        Identity identity = new Identity(backing == null ? null : backing.identity());
        MockWorkerConfig config = parts.config();
        Ledger ledger = new Ledger(config.vramBytes(), backing);
        this.weights = WorkerParts.loadWeights(ledger, config);
        this.choice = parts.choice();
        this.voice = Voice.of(config, identity);
        this.core = new WorkerCore(
                config,
                identity,
                new FrameWriter(voice.speech()),
                ledger,
                new Health(),
                new Tally(),
                new GateKeeper(),
                voice.refusesJobs()
                        ? new JobRegistry(config.slots(), config.busy(), config.queueMax())
                        : JobRegistry.ofEveryJob(config.slots()),
                new JournalLog(config.journalBytesMax()),
                parts.listener(),
                Ports.executor(),
                this::exit,
                parts.clock());
        this.intake = new Intake(core, voice, choice);
        this.foreignPages = new ForeignPages(config.allowOrigins(), config.allowHosts(), voice.refusesForeignPages());
        this.controlAccess = new ControlAccess(foreignPages, config.controlToken());
        this.instances = new Instances(config);
        this.ports = Ports.open(this, config);
    }

    WorkerCore core() {
        return core;
    }

    Voice voice() {
        return voice;
    }

    @Override
    public Map<String, String> headers(@Nullable String correlationId) {
        return voice.headers(correlationId);
    }

    @Override
    public int bodyBytesMax() {
        return voice.bodyBytesMax();
    }

    @Override
    public boolean readsLeniently() {
        return voice().readsLeniently();
    }

    @Override
    public boolean wantsBody(Request request) {
        return "POST".equals(request.getMethod())
                && "/execute".equals(request.getHttpURI().getPath())
                && voice().wantsBody(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    }

    @Override
    public boolean sendsEnvelopes() {
        return voice.sendsEnvelopes();
    }

    @Override
    public CompletableFuture<Void> turn() {
        return voice.turn(core);
    }

    @Override
    public boolean mayBlock() {
        return choice.mayWait();
    }

    Intake intake() {
        return intake;
    }

    ForeignPages foreignPages() {
        return foreignPages;
    }

    ControlAccess controlAccess() {
        return controlAccess;
    }

    Choice choice() {
        return choice;
    }

    synchronized Metrics metrics() {
        if (metrics == null) {
            metrics = new Metrics(this);
        }
        return metrics;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    void refuseWhileLoading() {
        if (uptime().compareTo(core.config().loading()) < 0) {
            throw Refusal.loading();
        }
    }

    @Override
    public URI url() {
        return ports.url();
    }

    @Override
    public Optional<URI> controlUrl() {
        return ports.controlUrl();
    }

    @Override
    public MockWorkerConfig config() {
        return ports.taken(core.config());
    }

    @Override
    public void enqueue(Script script) {
        choice.enqueue(script);
    }

    @Override
    public void enqueue(Scenario scenario) {
        choice.enqueue(scenario);
    }

    @Override
    public int enqueued() {
        return choice.enqueued();
    }

    @Override
    public void scenarios(ScenarioSet set) {
        choice.use(set);
    }

    @Override
    public ScenarioSet scenarios() {
        return choice.scenarios();
    }

    @Override
    public RecordedJob takeJob(Duration deadline) throws InterruptedException {
        return core.journal().take(deadline);
    }

    @Override
    public Journal journal() {
        return core.journal();
    }

    @Override
    public ClientVerdict verdict() {
        return ClientJudge.judge(core.journal().view(voice.hasCancel()));
    }

    @Override
    public Gates gates() {
        return core.gates();
    }

    @Override
    public VramLedger vram() {
        return core.ledger();
    }

    @Override
    public void drain() {
        core.registry().drain();
    }

    @Override
    public boolean awaitIdle(Duration deadline) throws InterruptedException {
        return core.registry().awaitIdle(deadline);
    }

    /** Ends every running and waiting job, those whose clients hang included. Returns whether all have ended. */
    boolean endJobs() throws InterruptedException {
        core.registry().all().forEach(ScriptPlayer::shut);
        return core.registry().awaitIdle(LAST_EVENTS);
    }

    /** Returns the workers that were started over this worker's control plane. */
    Instances instances() {
        return instances;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        instances.close();
        core.registry().drain();
        try {
            endJobs();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closePorts();
        weights.free();
        if (backing != null) {
            backing.close();
        }
    }

    /** Dies as a process does: its sockets close in the middle of any transfer. */
    private void exit(Ending.Exit exit) {
        Duration backAfter = exit.backAfter();
        if (backAfter == null) {
            core.registry().drain();
            closePorts();
            core.listener().exitRequested(exit.code());
            return;
        }
        LOG.info("worker {} is down for {}", core.config().workerId(), DurationText.of(backAfter));
        closePorts();
        core.registry().all().forEach(ScriptPlayer::shut);
        long nanos = (long) (backAfter.toNanos() / core.config().speed());
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, core.executor())
                .execute(() -> comeBack(RETURNS_MAX));
    }

    /** Listens on the same ports again. Another process may have taken one meanwhile; it is then tried again. */
    private void comeBack(int tries) {
        synchronized (this) {
            if (closed) {
                return;
            }
            try {
                ports = Ports.open(this, ports.taken(core.config()));
                return;
            } catch (WorkerStartException e) {
                if (tries <= 1) {
                    LOG.error("worker {} could not come back: {}", core.config().workerId(), e.getMessage());
                    return;
                }
            }
        }
        CompletableFuture.delayedExecutor(RETURN_PAUSE_MILLIS, TimeUnit.MILLISECONDS, core.executor())
                .execute(() -> comeBack(tries - 1));
    }

    private void closePorts() {
        try {
            ports.close();
        } catch (IOException e) {
            LOG.warn(
                    "a port of worker {} could not be closed: {}", core.config().workerId(), e.getMessage());
        }
    }
}
