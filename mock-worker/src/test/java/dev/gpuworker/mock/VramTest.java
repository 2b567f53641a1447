package dev.gpuworker.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gpuworker.mock.model.ModelCard;
import dev.gpuworker.mock.model.QuantKind;
import dev.gpuworker.mock.model.TokenizerKind;
import dev.gpuworker.mock.scenario.Script;
import dev.gpuworker.wire.ErrorCode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class VramTest {
    private static final ModelCard MODEL =
            new ModelCard("tiny", QuantKind.Q4_0, TokenizerKind.GGUF_BPE, 100, null, 1_000, 10);

    private static MockWorkerBuilder config(long vram) {
        return MockWorker.builder().model(MODEL).vramBytes(vram).generation(GenerationPacing.NONE);
    }

    @Test
    void healthMetricsEventsAndJournalTellTheSameBytes() throws Exception {
        try (MockWorker worker = Jobs.worker(config(10_000))) {
            worker.enqueue(
                    Script.builder().started().metrics().hold("gate").end().build());
            try (RawClient client = RawClient.execute(worker, Jobs.job("a"))) {
                client.readUntil("\"vram_bytes\"");
                worker.gates().awaitHeld("gate", Jobs.PATIENCE);

                // 50 tokens asked for and one of the prompt, 10 bytes each, above the weights
                assertThat(client.readUntil("\"vram_bytes\":1510}")).contains("event: metrics");
                assertThat(Jobs.get(worker, "/health").body()).contains("\"vram_bytes_used\":1510,");
                assertThat(Jobs.get(worker, "/metrics").body()).contains("worker_vram_bytes 1510.0");
                assertThat(worker.journal().job("a").orElseThrow().kvBytes()).isEqualTo(510);
                worker.gates().release("gate");
                client.drain();
                assertThat(Jobs.get(worker, "/health").body()).contains("\"vram_bytes_used\":1000,");
            }
        }
    }

    @Test
    void aJobWhoseKvCacheDoesNotFitFailsAndTheWorkerRecovers() throws Exception {
        try (MockWorker worker = Jobs.worker(config(1_300))) {
            String failed = stream(worker, Jobs.job("big"));
            String unwell = Jobs.get(worker, "/health").body();
            String small = stream(worker, "{\"job_id\":\"small\",\"prompt\":\"p\",\"max_tokens\":5}");
            String well = Jobs.get(worker, "/health").body();

            assertThat(failed)
                    .contains("event: started")
                    .contains("\"code\":\"VRAM_OOM\"")
                    .contains("needs 510 bytes");
            assertThat(unwell).contains("\"status\":\"unhealthy\"").contains("\"vram_bytes_used\":1000,");
            assertThat(small).contains("event: end");
            assertThat(well).contains("\"status\":\"healthy\"");
        }
    }

    @Test
    void aModelThatDoesNotFitKeepsTheWorkerFromStarting() {
        assertThatThrownBy(() -> Jobs.worker(config(999)))
                .isInstanceOfSatisfying(
                        WorkerStartException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_VRAM))
                .hasMessageContaining("needs 1000 bytes of VRAM, but 999 are available");
    }

    @Test
    void aBackingHoldsTheSameBytesAndTheWorkerSaysThatItIsAStandIn() throws Exception {
        RecordingBacking backing = new RecordingBacking();
        try (MockWorker worker = config(10_000).vramBacking(backing).start()) {
            String text = stream(worker, Jobs.job("a"));
            HttpResponse<String> health = Jobs.get(worker, "/health");

            assertThat(text).contains("event: end");
            assertThat(backing.calls).containsExactly("take weights 1000", "take job:a 510", "free job:a 510");
            assertThat(health.body()).contains("\"stand_in\":\"test stand-in\"").doesNotContain("mock");
            assertThat(health.headers().firstValue("Server").orElseThrow()).startsWith("test stand-in/");
        }
        assertThat(backing.calls).endsWith("free weights 1000", "close");
    }

    @Test
    void aBackingThatIsExhaustedFailsTheJob() throws Exception {
        RecordingBacking backing = new RecordingBacking();
        try (MockWorker worker = config(10_000).vramBacking(backing).start()) {
            backing.exhausted = true;

            assertThat(stream(worker, Jobs.job("a"))).contains("\"code\":\"VRAM_OOM\"");
            assertThat(worker.vram().usedBytes()).isEqualTo(1_000);
        }
    }

    private static String stream(MockWorker worker, String json) throws Exception {
        try (RawClient client = RawClient.execute(worker, json)) {
            client.drain();
            return client.text();
        }
    }

    private static final class RecordingBacking implements VramBacking {
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile boolean exhausted;

        @Override
        public Allocation allocate(String owner, long bytes) throws VramExhaustedException {
            if (exhausted) {
                throw new VramExhaustedException(owner, bytes, 0);
            }
            calls.add("take " + owner + " " + bytes);
            return () -> calls.add("free " + owner + " " + bytes);
        }

        @Override
        public String identity() {
            return "test stand-in";
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
