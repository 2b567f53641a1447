package dev.gpuworker.real.vram;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gpuworker.io.PrintableText;
import dev.gpuworker.real.vram.device.GpuDevice;
import java.util.Locale;

/** Writes a report as the {@code vram.json} of a test's folder. Times are milliseconds, sizes bytes. */
public final class VramJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private VramJson() {}

    /** Returns the document, indented. */
    public static String write(VramReport report) {
        VramTimeline timeline = report.timeline();
        ObjectNode root = MAPPER.createObjectNode();
        root.set("device", device(timeline.device()));
        root.put("context_bytes", report.contextCostBytes());
        root.set("baseline", baseline(timeline.baseline()));
        root.put("high_water_mark_bytes", timeline.highWaterMarkBytes());
        timeline.phases().forEach(phase -> put(root.withArray("phases"), phase));
        report.verdicts().forEach(verdict -> put(root.withArray("verdicts"), verdict));
        timeline.interrupted().ifPresent(reason -> root.put("interrupted", reason));
        ArrayNode samples = root.withArray("samples");
        timeline.samples()
                .forEach(
                        sample -> samples.addArray().add(sample.at().toMillis()).add(sample.usedBytes()));
        return PrintableText.of(root.toPrettyString());
    }

    private static ObjectNode device(GpuDevice device) {
        return MAPPER.createObjectNode()
                .put("index", device.index())
                .put("name", device.name())
                .put("pci_bus_id", device.pciBusId())
                .put("total_bytes", device.totalBytes())
                .put("cuda_version", device.cudaVersion());
    }

    private static ObjectNode baseline(VramBaseline baseline) {
        return MAPPER.createObjectNode()
                .put("used_bytes", baseline.usedBytes())
                .put("range_bytes", baseline.rangeBytes())
                .put("tolerance_bytes", baseline.toleranceBytes());
    }

    private static void put(ArrayNode phases, VramPhase phase) {
        phases.addObject()
                .put("kind", phase.kind().name().toLowerCase(Locale.ROOT))
                .put("name", phase.name())
                .put("from_ms", phase.from().toMillis())
                .put("to_ms", phase.to().toMillis())
                .put("high_water_mark_bytes", phase.highWaterMarkBytes())
                .put("settled_bytes", phase.settledBytes());
    }

    private static void put(ArrayNode verdicts, VramVerdict verdict) {
        ObjectNode node = verdicts.addObject()
                .put("check", verdict.check().check().id())
                .put("title", verdict.check().check().title())
                .put("verdict", verdict.kind().word())
                .put("because", verdict.because())
                .put("expected", verdict.expected());
        ArrayNode evidence = node.putArray("evidence");
        verdict.evidence()
                .forEach(fact -> evidence.addObject()
                        .put("label", fact.label())
                        .put("value", fact.value())
                        .put("unit", fact.unit()));
    }
}
