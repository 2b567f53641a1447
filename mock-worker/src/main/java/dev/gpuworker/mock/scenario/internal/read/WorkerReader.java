package dev.gpuworker.mock.scenario.internal.read;

import dev.gpuworker.mock.scenario.WorkerBlock;
import dev.gpuworker.wire.AfterStream;
import dev.gpuworker.wire.BusyPolicy;
import dev.gpuworker.wire.Dialect;
import java.util.Optional;

/** Reads {@code worker: {…}} of a file. */
final class WorkerReader {
    private final Problems problems;
    private final Values values;

    WorkerReader(Problems problems) {
        this.problems = problems;
        values = new Values(problems);
    }

    Optional<WorkerBlock> read(Node node) {
        return Fields.of(node, "worker", Vocabulary.WORKER, problems)
                .map(fields -> new WorkerBlock(
                        fields.get("model", values::text),
                        new WorkerBlock.Memory(
                                fields.get("vram", values::size),
                                fields.get("weights", values::size),
                                fields.get("kv-per-token", values::size)),
                        fields.get("busy", n -> values.word(n, BusyPolicy.values())),
                        fields.get("queue", n -> values.integer(n, 0, WorkerBlock.QUEUE_MAX)),
                        fields.get("loading", values::duration),
                        fields.get("dialect", n -> values.word(n, Dialect.values())),
                        fields.get("after-stream", n -> values.word(n, AfterStream.values()))));
    }
}
