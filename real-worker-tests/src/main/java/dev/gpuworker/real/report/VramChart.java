package dev.gpuworker.real.report;

import dev.gpuworker.real.vram.VramPhase;
import dev.gpuworker.real.vram.VramTimeline;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Draws device memory over a worker's life as one SVG element: the memory that all processes use as a curve, the phases
 * behind it, and the baseline with its tolerance band. Deterministic; needs no script, font or network. Stateless.
 */
public final class VramChart {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 320;
    private static final int LEFT = 84;
    private static final int RIGHT = 12;
    private static final int TOP = 28;
    private static final int BOTTOM = 34;
    private static final int TICKS = 4;
    /** Narrower phases are labelled with the number in their name; the tooltip shows the whole name. */
    private static final double LABEL_WIDTH_MIN = 46;

    private static final double NUMBER_WIDTH_MIN = 8;

    private final VramTimeline timeline;
    private final double seconds;
    private final long bytesMin;
    private final long bytesMax;

    private VramChart(VramTimeline timeline) {
        this.timeline = timeline;
        List<VramTimeline.Sample> samples = timeline.samples();
        Duration lastPhase = timeline.phases().isEmpty()
                ? Duration.ZERO
                : timeline.phases().get(timeline.phases().size() - 1).to();
        Duration lastSample = samples.isEmpty()
                ? Duration.ZERO
                : samples.get(samples.size() - 1).at();
        seconds = Math.max(0.001, Math.max(seconds(lastPhase), seconds(lastSample)));
        long tolerance = timeline.baseline().toleranceBytes();
        long least = samples.stream()
                .mapToLong(VramTimeline.Sample::usedBytes)
                .min()
                .orElse(timeline.baseline().usedBytes());
        bytesMin = Math.max(0, Math.min(least, timeline.baseline().usedBytes() - tolerance));
        bytesMax = Math.max(
                bytesMin + 1,
                Math.max(timeline.highWaterMarkBytes(), timeline.baseline().usedBytes() + tolerance));
    }

    /** Returns the {@code <svg>} element that draws this timeline. */
    public static String svg(VramTimeline timeline) {
        return new VramChart(timeline).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder(4096);
        svg.append(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" class=\"vram\""
                        + " font-family=\"sans-serif\" font-size=\"11\">\n",
                WIDTH, HEIGHT));
        svg.append(format(
                "<title>Device memory in use on %s</title>\n",
                escape(timeline.device().toString())));
        timeline.phases().forEach(phase -> phase(svg, phase));
        baseline(svg);
        axes(svg);
        curve(svg);
        return svg.append("</svg>\n").toString();
    }

    private void phase(StringBuilder svg, VramPhase phase) {
        double from = x(phase.from());
        double width = Math.max(0.5, x(phase.to()) - from);
        svg.append(format(
                "<g><title>%s: high-water mark %s, settled at %s</title>"
                        + "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\""
                        + " stroke=\"#868e96\" stroke-width=\"0.5\"/>",
                escape(phase.name()),
                size(phase.highWaterMarkBytes()),
                size(phase.settledBytes()),
                from,
                TOP,
                width,
                HEIGHT - TOP - BOTTOM,
                colour(phase.kind())));
        String label = label(phase.name(), width);
        if (!label.isEmpty()) {
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
                    from + width / 2, TOP - 8, escape(label)));
        }
        svg.append("</g>\n");
    }

    private void baseline(StringBuilder svg) {
        long used = timeline.baseline().usedBytes();
        long tolerance = timeline.baseline().toleranceBytes();
        double top = y(used + tolerance);
        svg.append(format(
                "<g><title>baseline %s, tolerance %s</title>"
                        + "<rect x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" fill=\"#2f9e44\" fill-opacity=\"0.25\"/>"
                        + "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#2f9e44\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\" fill=\"#2b8a3e\">baseline ± %s</text></g>\n",
                size(used),
                size(tolerance),
                LEFT,
                top,
                WIDTH - LEFT - RIGHT,
                Math.max(1.0, y(used - tolerance) - top),
                LEFT,
                y(used),
                WIDTH - RIGHT,
                y(used),
                WIDTH - RIGHT - 4,
                top - 4,
                size(tolerance)));
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= TICKS; i++) {
            long bytes = bytesMin + (bytesMax - bytesMin) / TICKS * i;
            double at = seconds * i / TICKS;
            svg.append(format(
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>"
                            + "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#ced4da\" stroke-dasharray=\"2 4\"/>\n",
                    LEFT - 6, y(bytes) + 4, size(bytes), LEFT, y(bytes), WIDTH - RIGHT, y(bytes)));
            svg.append(format(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%.1f s</text>\n",
                    x(at), HEIGHT - BOTTOM + 18, i == TICKS ? "end" : "middle", at));
        }
    }

    private void curve(StringBuilder svg) {
        StringBuilder points = new StringBuilder();
        for (VramTimeline.Sample sample : timeline.samples()) {
            points.append(format("%.1f,%.1f ", x(sample.at()), y(sample.usedBytes())));
        }
        svg.append(format(
                "<polyline fill=\"none\" stroke=\"#1c7ed6\" stroke-width=\"1.6\" points=\"%s\"/>\n",
                points.toString().strip()));
    }

    private double x(Duration at) {
        return x(seconds(at));
    }

    private double x(double at) {
        return LEFT + at / seconds * (WIDTH - LEFT - RIGHT);
    }

    private double y(long bytes) {
        double share = (double) (Math.max(bytes, bytesMin) - bytesMin) / (bytesMax - bytesMin);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String colour(VramPhase.Kind kind) {
        return switch (kind) {
            case BASELINE -> "#f1f3f5";
            case STARTED -> "#fff3bf";
            case JOB -> "#e7f5ff";
            case STOPPED -> "#f8f0fc";
        };
    }

    private static String label(String name, double width) {
        if (width >= LABEL_WIDTH_MIN) {
            return shortened(name, (int) (width / 6.2));
        }
        return width >= NUMBER_WIDTH_MIN ? name.replaceFirst("^\\D*(\\d*).*$", "$1") : "";
    }

    private static String shortened(String text, int characters) {
        return text.length() <= characters ? text : text.substring(0, Math.max(1, characters - 1)) + "…";
    }

    private static String size(long bytes) {
        double mib = bytes / 1048576.0;
        return mib >= 10_240 ? format("%.1f GiB", mib / 1024) : format("%.1f MiB", mib);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
