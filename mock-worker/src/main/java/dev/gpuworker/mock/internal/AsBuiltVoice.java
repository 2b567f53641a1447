package dev.gpuworker.mock.internal;

import dev.gpuworker.mock.MockWorkerConfig;
import dev.gpuworker.wire.ExecuteRequest;
import io.javalin.http.Context;
import java.util.Map;

/** Speaks as the worker of October 2025 does ({@code docs/worker-api.md} section 6). */
final class AsBuiltVoice implements Voice {
    static final Speech SPEECH = event -> "data: {}\n\n";

    private final ContractVoice contract;

    AsBuiltVoice(Identity identity, MockWorkerConfig config) {
        this.contract = new ContractVoice(identity, config);
    }

    @Override
    public Map<String, String> headers(Context context) {
        return contract.headers(context);
    }

    @Override
    public boolean serves(String path) {
        return true;
    }

    @Override
    public void refuse(Refusal refusal, Context context) {
        contract.refuse(refusal, context);
    }

    @Override
    public void health(WorkerServer worker, Context context) {
        contract.health(worker, context);
    }

    @Override
    public ExecuteRequest read(WorkerServer worker, Context context, byte[] body) {
        return contract.read(worker, context, body);
    }
}
