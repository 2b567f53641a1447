package dev.gpuworker.real.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gpuworker.real.vram.VramBaseline;
import dev.gpuworker.real.vram.VramPhase;
import dev.gpuworker.real.vram.VramTimeline;
import dev.gpuworker.real.vram.device.GpuDevice;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class VramChartTest {
    private static final long MIB = 1L << 20;

    @Test
    void everyPhaseIsABandThatTellsItsHighWaterMark() throws Exception {
        String svg = VramChart.svg(timeline("job 1 (finished)"));

        assertThat(parsed(svg).getElementsByTagName("rect").getLength()).isEqualTo(5);
        assertThat(svg).contains("job 1 (finished): high-water mark 900.0 MiB, settled at 800.0 MiB");
    }

    @Test
    void theToleranceBandLiesAroundTheBaseline() {
        String svg = VramChart.svg(timeline("job 1"));

        assertThat(svg).contains("<title>baseline 500.0 MiB, tolerance 2.0 MiB</title>", ">baseline ± 2.0 MiB</text>");
    }

    @Test
    void jobsTooShortForTheirNameAreNumbered() {
        VramTimeline timeline = new VramTimeline(
                device(),
                baseline(),
                List.of(
                        phase(VramPhase.Kind.STARTED, "start", 0, 96, 800, 800),
                        phase(VramPhase.Kind.JOB, "job 7 (finished)", 96, 100, 900, 800)),
                List.of(sample(0, 500), sample(100, 900)),
                Optional.empty());

        assertThat(VramChart.svg(timeline)).contains(">start</text>", ">7</text>");
    }

    @Test
    void theCurveHasOnePointASample() {
        String svg = VramChart.svg(timeline("job 1"));

        String points = svg.replaceAll("(?s).*points=\"([^\"]*)\".*", "$1");
        assertThat(List.of(points.split(" "))).hasSize(4).first().asString().startsWith("84.0,");
    }

    @Test
    void namesCannotBreakOutOfTheMarkup() throws Exception {
        String svg = VramChart.svg(timeline("<script>\"&"));

        assertThat(svg).doesNotContain("<script>");
        assertThat(parsed(svg).getDocumentElement().getTagName()).isEqualTo("svg");
    }

    @Test
    void aRunWithoutSamplesStillDraws() throws Exception {
        VramTimeline empty =
                new VramTimeline(device(), baseline(), List.of(), List.of(), Optional.of("the driver failed"));

        assertThat(parsed(VramChart.svg(empty)).getElementsByTagName("polyline").getLength())
                .isEqualTo(1);
    }

    private static VramTimeline timeline(String jobName) {
        return new VramTimeline(
                device(),
                baseline(),
                List.of(
                        phase(VramPhase.Kind.BASELINE, "baseline", 0, 1, 500, 500),
                        phase(VramPhase.Kind.STARTED, "started", 1, 2, 800, 800),
                        phase(VramPhase.Kind.JOB, jobName, 2, 3, 900, 800),
                        phase(VramPhase.Kind.STOPPED, "stopped", 3, 4, 800, 500)),
                List.of(sample(0, 500), sample(1, 800), sample(2, 900), sample(4, 500)),
                Optional.empty());
    }

    private static VramPhase phase(VramPhase.Kind kind, String name, int from, int to, long high, long settled) {
        return new VramPhase(kind, name, Duration.ofSeconds(from), Duration.ofSeconds(to), high * MIB, settled * MIB);
    }

    private static VramTimeline.Sample sample(int at, long mib) {
        return new VramTimeline.Sample(Duration.ofSeconds(at), mib * MIB);
    }

    private static VramBaseline baseline() {
        return new VramBaseline(List.of(500 * MIB, 500 * MIB, 500 * MIB));
    }

    private static GpuDevice device() {
        return new GpuDevice(0, "FAKE H200", "0000:FA:4E.0", 1L << 37, 13000);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }
}
