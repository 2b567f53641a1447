package dev.gpuworker.mock.internal.answer;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.mock.internal.http.Answers;
import dev.gpuworker.mock.internal.http.PortOwner;
import dev.gpuworker.mock.internal.http.Refusal;
import dev.gpuworker.mock.internal.http.RequestBody;
import dev.gpuworker.mock.internal.play.Identity;
import dev.gpuworker.mock.internal.play.WorkerCore;
import dev.gpuworker.mock.scenario.internal.frames.Speech;
import dev.gpuworker.wire.ExecuteRequest;
import dev.gpuworker.wire.ExecuteRequestReader;
import dev.gpuworker.wire.HealthResponse;
import dev.gpuworker.wire.InvalidRequestException;
import io.javalin.http.Context;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Speaks as the contract says. */
final class ContractVoice implements Voice {
    private static final Pattern CORRELATION_FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final Identity identity;
    private final ExecuteRequestReader reader;

    ContractVoice(Identity identity, MockWorkerConfig config) {
        this.identity = identity;
        this.reader = new ExecuteRequestReader(config.limits());
    }

    @Override
    public Speech speech() {
        return Speech.CONTRACT;
    }

    @Override
    public boolean holdsStreamsBack() {
        return false;
    }

    @Override
    public boolean noticesClients() {
        return true;
    }

    @Override
    public boolean refusesJobs() {
        return true;
    }

    @Override
    public int bodyBytesMax() {
        return RequestBody.BYTES_MAX;
    }

    @Override
    public boolean readsLeniently() {
        return false;
    }

    @Override
    public boolean wantsBody(@Nullable String contentType) {
        return true;
    }

    @Override
    public boolean sendsEnvelopes() {
        return true;
    }

    @Override
    public CompletableFuture<Void> turn(WorkerCore core) {
        return AT_ONCE;
    }

    @Override
    public void checkHead(Context context) {
        // The contract reads the body first.
    }

    @Override
    public Map<String, String> headers(@Nullable String correlationId) {
        return Map.of("Server", identity.server(), PortOwner.CORRELATION, correlation(correlationId));
    }

    /** Returns the request's own id if it is well-formed (D-17), otherwise a new one. */
    private static String correlation(@Nullable String given) {
        return given != null && CORRELATION_FORM.matcher(given).matches() ? given : random();
    }

    /** Returns a UUID of version 4. It must be unique but not secret, so it needs no secure random numbers. */
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    @Override
    public boolean serves(Context context) {
        return true;
    }

    @Override
    public boolean hasCancel() {
        return true;
    }

    @Override
    public boolean refusesForeignPages() {
        return true;
    }

    @Override
    public void refuse(WorkerServer worker, Refusal refusal, Context context) {
        refusal.headers().forEach(context::header);
        Answers.json(context, refusal.status(), refusal.envelope());
    }

    @Override
    public void health(WorkerServer worker, Context context) {
        Answers.send(context, 200, Answers.JSON, response(worker).toJson());
    }

    static HealthResponse response(WorkerServer worker) {
        WorkerCore core = worker.core();
        var model = core.config().model();
        return HealthResponse.builder()
                .status(core.health().status())
                .resident(true)
                .quantKind(model.quantKind().name())
                .vramBytesUsed(core.ledger().usedBytes())
                .tokenizerKind(model.tokenizerKind().wireName())
                .vocabSize(model.vocabSize())
                .contextLength(model.contextLength())
                .model(model.name())
                .uptimeSeconds(worker.uptime().toSeconds())
                .workerId(core.config().workerId())
                .mock(core.identity().isMock() ? true : null)
                .standIn(core.identity().standIn())
                .build();
    }

    @Override
    public ExecuteRequest read(Heard heard) {
        RequestBody.requireJson(heard.context().header("Content-Type"));
        try {
            return reader.read(heard.json());
        } catch (InvalidRequestException e) {
            throw Refusal.invalid(e);
        }
    }
}
